export const ROOM_STATES = ['scheduled', 'open', 'ended'] as const
export type RoomState = (typeof ROOM_STATES)[number]

/** What somebody is in a room. Only invited roles can be asked for; the host is the one who made the room. */
export const GUEST_ROLES = ['customer', 'worker', 'helper'] as const
export type GuestRole = (typeof GUEST_ROLES)[number]
export const SEAT_ROLES = ['host', ...GUEST_ROLES] as const
export type SeatRole = (typeof SEAT_ROLES)[number]

export const SEAT_ROLE_LABELS: Record<SeatRole, string> = {
  host: '主持',
  customer: '客户',
  worker: '应聘人',
  helper: '陪同人',
}

/** `left` may come back, `denied` may be let in later by the host, `removed` stays out. */
export const SEAT_STATES = ['waiting', 'admitted', 'denied', 'left', 'removed'] as const
export type SeatState = (typeof SEAT_STATES)[number]

export const RTC_PROVIDERS = ['direct', 'zego'] as const
export type RtcProvider = (typeof RTC_PROVIDERS)[number]
