import { isStaffRole } from '@qingpin/contract/core/policy'
import { go } from './pages'
import { currentSession, useSession } from './session'

let last = currentSession()?.user

useSession.subscribe(({ session }) => {
  if (session) last = session.user
})

/** Opens the login of the account that was used last: by user name for staff, by phone for everybody else. */
export function openLogin(): void {
  if (last && isStaffRole(last.role)) go('staffLogin', { account: last.id })
  else go('login')
}
