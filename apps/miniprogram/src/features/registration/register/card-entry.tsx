import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { CARD_LABELS, formatCardValue } from '../id-card/card-fields'
import { change, useRegistrationForm } from '../draft'
import './card-entry.scss'

/** The entry to reading the id card instead of typing. */
export function CardEntry() {
  return (
    <Tap className="reg-card" onTap={() => go('idCard')}>
      <Icon name="camera" />
      <View className="reg-card__text">
        <View className="reg-card__title">拍身份证，自动填</View>
        <View className="reg-card__note">先给您看，同意的才填</View>
      </View>
      <Icon name="right" size="s" className="reg-card__go" />
    </Tap>
  )
}

const FROM_CARD = ['idNumber', 'birthDate', 'ethnicity', 'hukouAddress'] as const

/** Values from the id card that no question shows: visible before they are sent, and removed by a tap. */
export function CardFacts({ idNumber }: { readonly idNumber: boolean }) {
  const values = useRegistrationForm(({ values }) => values)
  const there = FROM_CARD.filter((field) => values[field] !== '' && (idNumber || field !== 'idNumber'))
  if (there.length === 0) return null
  return (
    <Card pad="rows" className="reg-facts" title="身份证上的">
      {there.map((field) => (
        <FormRow
          key={field}
          label={CARD_LABELS[field]}
          value={formatCardValue(field, values[field])}
          trail={
            <Tap className="reg-facts__drop" label={`不要${CARD_LABELS[field]}`} onTap={() => change({ [field]: '' })}>
              不要
            </Tap>
          }
        />
      ))}
    </Card>
  )
}
