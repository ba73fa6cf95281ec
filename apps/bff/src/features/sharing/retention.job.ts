export { shareRetention } from './shares.repo.ts'
