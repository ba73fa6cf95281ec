import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { formatTime } from '@/ui/format-time'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import { useShortlists, type ShortlistLine } from '../api'
import './list.scss'

const TITLE = '名单'
type Part = 'unseen' | 'all'
const PARTS = [
  { value: 'unseen', label: '有回音' },
  { value: 'all', label: '全部' },
] as const

const STATES = {
  open: { text: '能看', tone: 'ok' },
  expired: { text: '过期了', tone: 'plain' },
  revoked: { text: '收回了', tone: 'plain' },
} as const

/** What came back of the lists that were sent: those with something new, or all. */
function Shortlists() {
  const [part, setPart] = useState<Part>('unseen')
  const lists = useShortlists(part === 'unseen')
  return (
    <Screen
      title={TITLE}
      query={lists.data ? { ...lists, data: lists.data.items } : { ...lists, data: undefined }}
      head={<Chips<Part> options={PARTS} value={[part]} onTap={setPart} />}
      empty={
        part === 'unseen'
          ? {
              art: 'customers',
              title: '没有新的回音',
              text: '客户点想见、留言、提时间，都会到这里',
              action: { text: '看全部名单', onTap: () => setPart('all') },
            }
          : { art: 'customers', title: '还没发过名单', text: '在客户页点“配阿姨”，选几位做成名单' }
      }
    >
      {(items) => items.map((line) => <Line key={line.id} line={line} />)}
    </Screen>
  )
}

function Line({ line }: { readonly line: ShortlistLine }) {
  const { id, recipient, customerName, workers, liked, comments, slots, unseen, lastReactionAt, state } = line
  const now = serverNow()
  const { text, tone } = STATES[state]
  return (
    <Card className="sll" onTap={() => go('shortlistDetail', { id })}>
      <View className="sll__top">
        {unseen ? <View className="sll__dot" /> : null}
        <View className="sll__name">{customerName}</View>
        <Tag tone={tone}>{text}</Tag>
      </View>
      <MetaLine
        facts={[
          `给${recipient}`,
          `${workers}位阿姨`,
          liked > 0 && `想见${liked}位`,
          comments > 0 && `留言${comments}条`,
          slots > 0 && `提了${slots}个时间`,
        ]}
      />
      <View className="sll__at">
        {lastReactionAt
          ? `${formatTime(Date.parse(lastReactionAt), now)}有动作`
          : `${formatTime(Date.parse(line.createdAt), now)}发的，还没动作`}
      </View>
    </Card>
  )
}

const Permitted = withPermission({ permission: 'customer:view', title: TITLE }, Shortlists)

export default guardPage(Permitted)
