import { View } from '@tarojs/components'
import { startOfDay } from '@qingpin/contract/core/days'
import { DUES, type Due } from '@qingpin/contract/customers/customers.enums'
import { can } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { serverNow, useServerDay } from '@/app/clock'
import { openLogin } from '@/app/login-page'
import { go } from '@/app/pages'
import { useQuery, invalidate } from '@/app/query'
import { api } from '@/app/api'
import { useAccount } from '@/app/session'
import { Chips } from '@/ui/chips'
import { Empty } from '@/ui/empty'
import { ErrorState } from '@/ui/error-state'
import { FieldError } from '@/ui/field-frame'
import { formatDate } from '@/ui/format-time'
import { Skeleton } from '@/ui/skeleton'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { LIST_KEY, type CustomerCard } from '../api'
import { ContactButton } from '../contact-button'
import { formatNext, levelTone } from '../format'
import { useContact } from '../use-contact'
import { openCustomers } from './filter-store'
import { SORTS } from './sorts'
import './due-table.scss'

/** As many as one works off before lunch; all others are behind 全部. */
const SHOWN = 20

const useDue = (due: Due | '') =>
  useQuery([...LIST_KEY, 'due', due], () =>
    api('GET /api/customers/miniprogram/list', {
      query: {
        pageSize: SHOWN,
        sortBy: SORTS.plan.sortBy,
        sortOrder: SORTS.plan.sortOrder,
        ...(due ? { due } : {}),
      },
    }),
  )

/** Whom to see to first, on a desk: when, who, what for, and when there was contact last. */
export function DueTable() {
  const [due, setDue] = useState<Due | ''>('')
  const list = useDue(due)
  const now = useServerDay(() => invalidate(LIST_KEY))
  const { data } = list
  const chips = [
    { value: '' as const, label: '全部', count: undefined },
    ...DUES.map(({ value, label }) => ({ value, label, count: data?.counts[value] })),
  ]
  return (
    <View className="due">
      <View className="due__head">
        <View className="due__title">先做这些</View>
        <Chips<Due | ''>
          ground="surface"
          options={chips}
          value={[due]}
          onTap={(one) => setDue(one === due ? '' : one)}
        />
      </View>
      {data ? (
        <View>
          {data.customers.length === 0 ? (
            <Empty art="customers" title="没有等着跟的客户" text="到了约好的日子，会排在这里" />
          ) : (
            <View className="due-row due-row--names">
              <View className="due-row__when">时间</View>
              <View className="due-row__who">客户</View>
              <View className="due-row__what">要做什么</View>
              <View className="due-row__last">上次联系</View>
              <View className="due-row__acts" />
            </View>
          )}
          {data.customers.map((card) => (
            <DueRow key={card.id} card={card} day={startOfDay(now)} />
          ))}
          {data.total > data.customers.length ? (
            <Tap className="due__more" role="link" onTap={() => openCustomers(due)}>
              {`看全部${data.total}位`}
            </Tap>
          ) : null}
        </View>
      ) : list.error === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <ErrorState
          error={list.error}
          onRetry={() => void list.refetch()}
          onGo={(page) => (page === 'login' ? openLogin() : go(page))}
        />
      )}
    </View>
  )
}

function DueRow({ card, day }: { readonly card: CustomerCard; readonly day: number }) {
  const { id, name, leadLevel, serviceCategory, leadSource, lastNote, lastFollowUpAt } = card
  const account = useAccount()
  const now = Math.max(day, serverNow())
  const contact = useContact(card)
  const next = formatNext(card, now)
  return (
    <Tap className="due-row" role="link" onTap={() => go('customerDetail', { id })}>
      <View className={`due-row__when due-row__when--${next?.tone ?? 'ink'}`}>{next?.text ?? '没约'}</View>
      <View className="due-row__who">
        <View className="due-row__name">{name}</View>
        <Tag tone={levelTone(leadLevel)}>{leadLevel}</Tag>
        {serviceCategory ? <Tag>{serviceCategory}</Tag> : null}
      </View>
      <View className="due-row__what">
        {lastNote ?? `来自${leadSource}`}
        {contact.problem ? <FieldError {...contact.problem} /> : null}
      </View>
      <View className="due-row__last">{lastFollowUpAt ? formatDate(Date.parse(lastFollowUpAt), now) : '还没有'}</View>
      <View className="due-row__acts">
        {account && can(account.role, 'customer:edit') ? (
          <Tap className="due-row__note" label={`给${name}记跟进`} onTap={() => go('followUp', { id })}>
            记跟进
          </Tap>
        ) : null}
        <ContactButton card={card} contact={contact} />
      </View>
    </Tap>
  )
}
