export const ROOM_STATES = ['scheduled', 'open', 'ended'] as const
export type RoomState = (typeof ROOM_STATES)[number]

/** Roles that an invitation can name; the host is the account that made the room. */
export const GUEST_ROLES = ['customer', 'worker', 'helper'] as const
export type GuestRole = (typeof GUEST_ROLES)[number]
export const PARTICIPANT_ROLES = ['host', ...GUEST_ROLES] as const
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number]

export const PARTICIPANT_ROLE_LABELS: Record<ParticipantRole, string> = {
  host: '主持',
  customer: '客户',
  worker: '应聘人',
  helper: '陪同人',
}

/** A participant who `left` can come back, one who is `denied` can be let in later by the host, one who is `removed` stays out. */
export const PARTICIPANT_STATES = ['waiting', 'admitted', 'denied', 'left', 'removed'] as const
export type ParticipantState = (typeof PARTICIPANT_STATES)[number]

/** What a host decides about a guest; after `return` a guest from inside, or one who was denied, waits in the lobby. */
export const DECISIONS = ['admit', 'deny', 'return', 'remove'] as const
export type Decision = (typeof DECISIONS)[number]

export const RTC_PROVIDERS = ['direct', 'zego'] as const
export type RtcProvider = (typeof RTC_PROVIDERS)[number]
