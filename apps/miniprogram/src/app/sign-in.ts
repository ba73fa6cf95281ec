import { loginCode } from '@/platform/login-code'
import type { Role } from '@qingpin/contract/core/policy'
import { api } from './api'
import { dropSession, startAs } from './session'

export async function signInBySms(phone: string, code: string): Promise<void> {
  startAs(await api('POST /api/auth/sms-login', { body: { phone, code } }))
}

/** True when an admin has set the password, so that the person should choose a new one. */
export async function signInAsStaff(username: string, password: string): Promise<boolean> {
  const reply = await api('POST /api/auth/login', { body: { username, password } })
  startAs(reply)
  return reply.user.passwordTemporary
}

/** The WeChat login, silent or with the number that the phone button proves; false where there is no WeChat. */
export async function signInByWechat(phoneCode?: string): Promise<boolean> {
  const code = await loginCode()
  if (code === undefined) return false
  startAs(
    await api('POST /api/auth/miniprogram-login', { body: phoneCode === undefined ? { code } : { code, phoneCode } }),
  )
  return true
}

export async function switchRole(role: Role): Promise<void> {
  startAs(await api('POST /api/auth/switch-role', { body: { role } }))
}

/** Ends the session everywhere; on this phone even when the server cannot be reached. */
export async function signOut(): Promise<void> {
  try {
    await api('POST /api/auth/logout')
  } catch {
    // The token expires by itself; what matters to the person is that this phone forgets it.
  } finally {
    dropSession()
  }
}
