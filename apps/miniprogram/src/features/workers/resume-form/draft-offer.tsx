import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { formatTime } from '@/ui/format-time'
import { labelOfField, type FieldName } from './fields'
import type { FormDraft } from './form-draft'
import { formatField } from './format-field'
import type { FormValues } from './form-values'
import './draft-offer.scss'

export interface DraftOfferProps {
  readonly title: string
  readonly draft: FormDraft
  /** Epoch ms. */
  readonly savedAt: number | undefined
  /** The values of the form, to format a field. */
  readonly values: FormValues
  /** How the resume has changed since; absent when it has not. */
  readonly warning?: string | undefined
  readonly carryOn: string
  readonly startOver: string
  readonly onCarryOn: () => void
  readonly onStartOver: () => void
}

/** Asked before the form opens, because a field cannot show two values. */
export function DraftOffer(props: DraftOfferProps) {
  const { title, draft, savedAt, values, warning, carryOn, startOver, onCarryOn, onStartOver } = props
  const names = Object.keys(draft.values) as FieldName[]
  const mine = { ...values, ...draft.values }
  return (
    <Screen
      title={title}
      foot={
        <FootBar>
          <Button kind="plain" onTap={onStartOver}>
            {startOver}
          </Button>
          <Button grow onTap={onCarryOn}>
            {carryOn}
          </Button>
        </FootBar>
      }
    >
      <View className="rf-offer">
        <View className="rf-offer__title">上次有{names.length}处没保存</View>
        <View className="rf-offer__text">{formatTime(savedAt ?? Date.now(), Date.now())}存在本机的</View>
        {names.map((name) => (
          <View className="rf-offer__line" key={name}>
            <View className="rf-offer__label">{labelOfField(name)}</View>
            <View className="rf-offer__value">{formatField(mine, name)}</View>
          </View>
        ))}
        {warning ? <View className="rf-offer__warn">{warning}</View> : null}
      </View>
    </Screen>
  )
}
