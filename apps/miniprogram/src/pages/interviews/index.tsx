import { isStaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { Segmented } from '@/ui/segmented'
import { MyInterviews } from './mine'
import { HostedRooms } from './hosted'

const parts = [
  { value: 'coming', label: '要参加的' },
  { value: 'past', label: '参加过的' },
] as const

export type Part = (typeof parts)[number]['value']

export default function Interviews() {
  useTabBar()
  const account = useAccount()
  const [part, setPart] = useState<Part>('coming')
  const head = <Segmented<Part> options={parts} value={part} onChange={setPart} />
  const staff = account !== undefined && isStaffRole(account.role)
  return staff ? <HostedRooms part={part} head={head} /> : <MyInterviews part={part} head={head} account={account} />
}
