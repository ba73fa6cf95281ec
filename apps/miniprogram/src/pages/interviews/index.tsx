import { isStaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { guardPage } from '@/app/shell/guard-page'
import { Segmented } from '@/ui/segmented'
import { HostedRooms } from './hosted'
import { MyInterviews } from './mine'
import { type Part, PARTS } from './parts'

function Interviews() {
  useTabBar()
  const account = useAccount()
  const [part, setPart] = useState<Part>('coming')
  if (account !== undefined && isStaffRole(account.role)) return <HostedRooms />
  const head = <Segmented<Part> options={PARTS} value={part} onChange={setPart} />
  return <MyInterviews part={part} head={head} account={account} />
}

export default guardPage(Interviews)
