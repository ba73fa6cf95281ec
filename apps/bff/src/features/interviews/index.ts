export { interviewsOfDay, invitedTo, planInterview } from './rooms.service.ts'
export { handOverRooms, liveRooms } from './handover.service.ts'
