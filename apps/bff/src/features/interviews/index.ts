export { interviewsOfDay } from './rooms.service.ts'
