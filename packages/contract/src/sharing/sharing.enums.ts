/** The fields that a worker may show in full; without her consent each is masked or left out. */
export const CONSENT_FIELDS = ['name', 'phone', 'photos'] as const
export type ConsentField = (typeof CONSENT_FIELDS)[number]

export const CONSENT_LABELS: Record<ConsentField, string> = { name: '全名', phone: '手机号', photos: '照片和视频' }

export const SHARE_STATES = ['open', 'expired', 'revoked'] as const
export type ShareState = (typeof SHARE_STATES)[number]
