import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { memo } from 'react'
import { urlOf } from '@/app/pages'
import { useIsInFront } from '@/platform/front-address'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { openCustomer, type CustomerCard } from '../api'
import { levelTone, formatBudget, formatNext, formatStart, statusTone } from '../format'
import { ContactButton } from '../contact-button'
import { useContact } from '../use-contact'

export interface CustomerRowProps {
  readonly card: CustomerCard
  /** The owner, in lists with customers of several owners. */
  readonly owned: boolean
  /** Whether it is one of several that are being selected. */
  readonly selected?: boolean | undefined
  readonly onSelect?: ((id: string) => void) | undefined
  /** The start of the server's day, for which 今天 and 逾期 are said. */
  readonly day: number
}

export const CustomerRow = memo(function CustomerRow({
  card,
  owned,
  day,
  selected = false,
  onSelect,
}: CustomerRowProps) {
  const { id, name, lastNote, assignedTo } = card
  // After midnight until the page has noticed.
  const now = Math.max(day, serverNow())
  const contact = useContact(card)
  const current = useIsInFront(urlOf('customerDetail', { id }))
  const next = formatNext(card, now)
  return (
    <Tap
      className="cl-row"
      role={onSelect ? 'checkbox' : 'link'}
      {...(onSelect ? { on: selected } : {})}
      current={current}
      onTap={() => (onSelect ? onSelect(id) : openCustomer(card))}
    >
      {onSelect ? (
        <View className={selected ? 'cl-row__tick cl-row__tick--on' : 'cl-row__tick'}>
          {selected ? <Icon name="check" size="xs" /> : null}
        </View>
      ) : null}
      <View className="cl-row__text">
        <View className="cl-row__top">
          <View className="cl-row__name">{name}</View>
          <Tag tone={levelTone(card.leadLevel)}>{card.leadLevel}</Tag>
          <Tag tone={statusTone(card.contractStatus)}>{card.contractStatus}</Tag>
          {card.reminded === 'risk' ? <Tag tone="bad">有风险</Tag> : null}
          {next ? <View className={`cl-row__next cl-row__next--${next.tone}`}>{next.text}</View> : null}
        </View>
        <MetaLine
          facts={[
            card.serviceCategory,
            formatStart(card, now),
            formatBudget(card.salaryBudget),
            owned && assignedTo ? `${assignedTo.name}跟` : undefined,
          ]}
        />
        {lastNote ? <View className="cl-row__note">{lastNote}</View> : null}
        {contact.problem ? <FieldError {...contact.problem} /> : null}
      </View>
      {onSelect ? null : <ContactButton card={card} contact={contact} />}
    </Tap>
  )
})
