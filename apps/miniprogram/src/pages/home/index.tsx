import { isStaffRole } from '@qingpin/contract/core/policy'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { guardPage } from '@/app/shell/guard-page'
import { PersonHome } from './person-home'
import { Today } from './today'

function Home() {
  useTabBar()
  const account = useAccount()
  return account && isStaffRole(account.role) ? <Today /> : <PersonHome />
}

export default guardPage(Home)
