import { isStaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { Segmented } from '@/ui/segmented'
import { MyInterviews } from './mine'
import { HostedRooms } from './hosted'
import { type Part, PARTS } from './parts'

export default function Interviews() {
  useTabBar()
  const account = useAccount()
  const [part, setPart] = useState<Part>('coming')
  const head = <Segmented<Part> options={PARTS} value={part} onChange={setPart} />
  const staff = account !== undefined && isStaffRole(account.role)
  return staff ? <HostedRooms part={part} head={head} /> : <MyInterviews part={part} head={head} account={account} />
}
