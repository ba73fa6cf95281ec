import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { go } from '@/app/pages'
import {
  ContactButton,
  levelTone,
  openCustomers,
  formatNext,
  useContact,
  type CustomerCard,
} from '@/features/customers'
import { Card, SectionHead } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'

type Day = ReplyOf<ContractMap['GET /api/today']>['customers']

/** The most urgent customers: overdue, then due today, then never contacted. */
export function FirstCustomers({ first, all, notedToday }: Day) {
  const more = all > 0 ? { text: `全部${all}位客户`, onTap: () => openCustomers('') } : undefined
  return (
    <View>
      <SectionHead title="先跟这些" more={more} />
      {first.length === 0 ? (
        <Empty
          art="customers"
          title="没有等着跟的客户"
          text={notedToday > 0 ? `今天记了${notedToday}条跟进，都跟到了` : '到了约好的日子，会排在这里'}
        />
      ) : (
        <Card pad="none">
          {first.map((card) => (
            <First key={card.id} card={card} />
          ))}
        </Card>
      )}
    </View>
  )
}

function First({ card }: { readonly card: CustomerCard }) {
  const { id, name, leadLevel, serviceCategory, leadSource, lastNote } = card
  const contact = useContact(card)
  const next = formatNext(card, serverNow())
  return (
    <Tap className="today-first" role="link" onTap={() => go('customerDetail', { id })}>
      <View className={`today-first__when today-first__when--${next?.tone ?? 'ink'}`}>{next?.text}</View>
      <View className="today-first__text">
        <View className="today-first__top">
          <View className="today-first__name">{name}</View>
          <Tag tone={levelTone(leadLevel)}>{leadLevel}</Tag>
          {serviceCategory ? <Tag>{serviceCategory}</Tag> : null}
        </View>
        <View className="today-first__note">{lastNote ?? `来自${leadSource}`}</View>
        {contact.problem ? <FieldError {...contact.problem} /> : null}
      </View>
      <ContactButton card={card} contact={contact} />
    </Tap>
  )
}
