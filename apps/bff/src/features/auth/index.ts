export {
  type AccountRow,
  insertAccount,
  lockAccount,
  type NewAccount,
  phoneColumns,
  requireAccount,
  updateAccount,
} from './accounts.repo.ts'
export { authHandlers } from './auth.routes.ts'
export { makeAuthenticate } from './authenticate.guard.ts'
export { takeDownName } from './profile.service.ts'
export { askForRenewal, endSessions, liveSessions, type SessionRow } from './sessions.repo.ts'
export { ensurePersonalAccount, useSmsCode } from './sms.service.ts'
