import { isStaffRole } from '@qingpin/contract/core/policy'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { PersonHome } from './person-home'
import { Today } from './today'

export default function Home() {
  useTabBar()
  const account = useAccount()
  return account && isStaffRole(account.role) ? <Today /> : <PersonHome />
}
