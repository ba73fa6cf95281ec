export { useMyInterviews, useRooms, type MyInterview, type Room } from './api'
export { formatRoomTime } from './format-room'
