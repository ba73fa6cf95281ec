export { useMyInterviews, useRooms, type MyInterview, type Room } from './api'
export { formatRoomTime } from './say-room'
