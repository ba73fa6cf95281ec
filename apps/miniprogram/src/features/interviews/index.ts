export { useMyInterviews, useRooms, type MyInterview, type Room } from './api'
export { formatRoomTime, formatWhen } from './format-room'
export { HOSTED_PARTS, type HostedPart, openInterviewsOfToday, showHostedPart, useHostedPart } from './hosted-part'
export { LobbyCard } from './lobby-card'
