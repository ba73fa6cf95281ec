export { type AccountRow, insertAccount, type NewAccount, requireAccount } from './accounts.repo.ts'
export { authHandlers } from './auth.routes.ts'
export { makeAuthenticate } from './authenticate.ts'
export { ensurePersonalAccount } from './sms.service.ts'
