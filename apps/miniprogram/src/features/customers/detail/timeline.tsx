import { View } from '@tarojs/components'
import type { TimelineKind } from '@qingpin/contract/customers/customers.enums'
import { useState } from 'react'
import { api } from '@/app/api'
import { serverNow } from '@/app/clock'
import { useInfinite } from '@/app/infinite'
import { useOutbox } from '@/app/outbox/outbox'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { problemOf } from '@/ui/read-error'
import { Bone } from '@/ui/skeleton'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { timelineKey, type CustomerDetail } from '../api'
import { kindOf, summaryOf } from '../outbox/words'
import { Beginning, Entries, type TimelineEntry } from './history'

const TITLE = '往来记录'
const KINDS = {
  all: { label: '全部', kinds: [] },
  'follow-ups': { label: '跟进', kinds: ['follow-up'] },
  workers: { label: '阿姨', kinds: ['placement', 'shortlist', 'interview'] },
  system: { label: '系统', kinds: ['owner', 'edit', 'reminder'] },
} as const satisfies Record<string, { label: string; kinds: readonly TimelineKind[] }>
type Kind = keyof typeof KINDS

function Kinds({ kind, onPick }: { readonly kind: Kind; readonly onPick: (kind: Kind) => void }) {
  return (
    <View className="cd-kinds">
      {(Object.keys(KINDS) as Kind[]).map((value) => (
        <Tap
          key={value}
          className={value === kind ? 'cd-kinds__one cd-kinds__one--on' : 'cd-kinds__one'}
          role="tab"
          on={value === kind}
          onTap={() => onPick(value)}
        >
          {KINDS[value].label}
        </Tap>
      ))}
    </View>
  )
}

const NOTHING: Readonly<Record<Kind, string | undefined>> = {
  all: undefined,
  'follow-ups': '还没有跟进过',
  workers: '还没有面试、名单和上户',
  system: undefined,
}

/** All that happened with a customer in one list, with kinds to choose from; older entries are fetched on. */
export function Timeline({ customer }: { readonly customer: CustomerDetail }) {
  const { id } = customer
  const [kind, setKind] = useState<Kind>('all')
  const list = useInfinite<TimelineEntry, string>(
    timelineKey(id, kind),
    async (cursor) => {
      const query = { kinds: [...KINDS[kind].kinds], ...(cursor ? { cursor } : {}) }
      const { items, nextCursor } = await api('GET /api/customers/miniprogram/{id}/timeline', { params: { id }, query })
      return { items, next: nextCursor ?? undefined }
    },
    { persist: kind === 'all' },
  )
  const { data, error, more, loadMore, loadingMore, moreError } = list
  const begins = kind === 'all' || kind === 'system'
  return (
    <Card title={TITLE} aside={<Kinds kind={kind} onPick={setKind} />}>
      {kind === 'all' || kind === 'follow-ups' ? <Waiting customerId={id} /> : null}
      {data ? (
        <>
          <Entries entries={data} />
          {data.length === 0 && NOTHING[kind] ? <View className="cd-tl__none">{NOTHING[kind]}</View> : null}
          {moreError ? <FieldError {...problemOf(moreError, (title) => `更早的没取到：${title}`)} /> : null}
          {more ? (
            <Button kind="plain" size="m" busy={loadingMore} busyText="正在取" onTap={loadMore}>
              看更早的
            </Button>
          ) : null}
          {begins && !more ? <Beginning customer={customer} /> : null}
        </>
      ) : error === undefined && !list.offline ? (
        <View className="cd-tl__bones">
          <Bone width={40} height="m" />
          <Bone width={88} />
          <Bone width={56} />
        </View>
      ) : (
        <View className="cd-tl__error">
          <FieldError {...problemOf(error, (title) => `往来记录没取到：${title}`)} />
          <Button kind="plain" size="m" onTap={() => void list.refetch()}>
            再试一次
          </Button>
        </View>
      )}
    </Card>
  )
}

/** What was written about the customer on this phone and is not sent yet. */
function Waiting({ customerId }: { readonly customerId: string }) {
  const items = useOutbox((state) => state.items).filter((item) => item.customerId === customerId)
  const now = serverNow()
  return (
    <>
      {[...items].reverse().map((item) => (
        <View key={item.id} className="cd-tl">
          <View className="cd-tl__dot" />
          <View className="cd-tl__top">
            <View className="cd-tl__title">
              {kindOf(item)} <Tag tone="warn">{item.state === 'waiting' ? '待发送' : '要您定'}</Tag>
            </View>
            <View className="cd-tl__time">{formatTime(item.at, now)}</View>
          </View>
          <View className="cd-tl__text">{summaryOf(item, now)}</View>
        </View>
      ))}
    </>
  )
}
