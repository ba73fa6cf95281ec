import { isStaffRole } from '@qingpin/contract/policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'
import { Segmented } from '@/ui/segmented'

const parts = [
  { value: 'coming', label: '要参加的' },
  { value: 'past', label: '参加过的' },
] as const

type Part = (typeof parts)[number]['value']

export default function Interviews() {
  useTabBar()
  const account = useAccount()
  const staff = account !== undefined && isStaffRole(account.role)
  const [part, setPart] = useState<Part>('coming')
  const action = staff
    ? { text: '看阿姨简历', onTap: () => go('resumes') }
    : { text: '去首页看看', onTap: () => go('home') }
  const text = staff ? '约好的视频面试会排在这里' : '约好的面试会出现在这里'
  return (
    <Screen tab title="面试" pad={false} head={<Segmented<Part> options={parts} value={part} onChange={setPart} />}>
      {part === 'coming' ? (
        <Empty art="interviews" title="还没有面试" text={text} action={action} />
      ) : (
        <Empty art="interviews" title="还没有参加过" text="面试结束后，结果和记录都在这里" />
      )}
    </Screen>
  )
}
