export { useMyInterviews, useRooms, type MyInterview, type Room } from './api'
export { sayRoomTime } from './say-room'
