/** `front` bears the portrait, `back` the emblem. */
export const ID_CARD_SIDES = ['front', 'back'] as const

/** The providers: WeChat's service, and this server itself. */
export const OCR_PROVIDERS = ['wechat', 'local'] as const
export type OcrProvider = (typeof OCR_PROVIDERS)[number]
export const OCR_PROVIDER_LABELS: Record<OcrProvider, string> = { wechat: '微信识别', local: '本机识别' }
