import { isStaffRole } from '@qingpin/contract/core/policy'
import { useAccount } from '@/app/session'

/** The role in which the assistant answers. */
export function useRoleName(): string {
  const account = useAccount()
  return account && isStaffRole(account.role) ? '工作助手' : '职业顾问'
}
