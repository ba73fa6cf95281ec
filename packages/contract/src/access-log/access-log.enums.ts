/** Where a page was shown. */
export const SURFACES = ['weapp', 'webview', 'wechat', 'browser'] as const
export type Surface = (typeof SURFACES)[number]

export const SURFACE_LABELS: Record<Surface, string> = {
  weapp: '小程序',
  webview: '小程序网页',
  wechat: '微信网页',
  browser: '浏览器',
}

/** What a line says: a page was shown, it was left, or something broke on it. */
const LINE_KINDS = ['shown', 'left', 'broke'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** Loading times by their upper ends in ms; the last one has none. */
export const LOAD_BANDS = [1000, 3000, 5000] as const
export const LOAD_BAND_LABELS = ['1秒内', '1到3秒', '3到5秒', '5秒以上'] as const
