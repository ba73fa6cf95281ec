export { interviewsOfDay, invitedTo, planInterview } from './rooms.service.ts'
