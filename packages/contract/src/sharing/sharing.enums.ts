/**
 * What a worker consents to: that she is listed, and which fields are then shown in full. Without a recorded yes she is
 * not listed, and each field is masked or left out.
 */
export const CONSENT_FIELDS = ['listed', 'name', 'phone', 'photos'] as const
export type ConsentField = (typeof CONSENT_FIELDS)[number]

export const CONSENT_LABELS: Record<ConsentField, string> = {
  listed: '上架',
  name: '全名',
  phone: '手机号',
  photos: '照片和视频',
}

export const SHARE_STATES = ['open', 'expired', 'revoked'] as const
export type ShareState = (typeof SHARE_STATES)[number]
