import { beijingDay } from '@qingpin/contract/core/days'
import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Tag } from '@/ui/tag'
import { CARD_LABELS, sameValue, formatCardValue, type CardFact } from './card-fields'
import type { CardBack } from './read-card'
import { formatPaperDay } from '@/features/public-workers'
import './fact-check.scss'

interface FactCheckProps {
  readonly fact: CardFact
  /** What the resume says; a number may be masked. */
  readonly current: string
  readonly busy?: boolean
  /** Absent where nothing can be written. */
  readonly onAdopt?: () => void
  /** Whether the middle of numbers stays hidden. */
  readonly masked?: boolean
}

/** A value of the card beside the value of the resume. */
export function FactCheck({ fact: { field, value, warning }, current, busy, onAdopt, masked = false }: FactCheckProps) {
  const same = sameValue(field, current, value)
  return (
    <View className="pc-fact">
      <View className="pc-fact__head">
        <View className="pc-fact__label">{CARD_LABELS[field]}</View>
        {same ? <Tag tone="ok">一样</Tag> : <Tag tone="warn">{current === '' ? '简历没填' : '不一样'}</Tag>}
      </View>
      <View className="pc-fact__pair">
        <View className="pc-fact__side">
          <View className="pc-fact__from">证件</View>
          <View className="pc-fact__value">
            {field === 'idNumber' && !masked ? value : formatCardValue(field, value)}
          </View>
        </View>
        {same ? null : (
          <View className="pc-fact__side">
            <View className="pc-fact__from">简历</View>
            <View className="pc-fact__value">{formatCardValue(field, current) || '没填'}</View>
          </View>
        )}
      </View>
      {warning ? <View className="pc-fact__warning">{warning}</View> : null}
      {onAdopt && !same ? (
        <View className="pc-fact__act">
          <Button kind="sec2" size="m" busy={busy} onTap={onAdopt} label={`${CARD_LABELS[field]}采用证件上的`}>
            采用证件上的
          </Button>
        </View>
      ) : null}
    </View>
  )
}

function formatEnd({ validTo, longTerm }: CardBack): string {
  if (longTerm) return '长期'
  return validTo ? formatPaperDay(validTo) : '没读出来'
}

/** The back of the card: no field of the resume, but its end date matters. */
export function BackCheck({ back, now }: { readonly back: CardBack; readonly now: number }) {
  const over = !back.longTerm && back.validTo !== null && back.validTo < beijingDay(now)
  return (
    <Card pad="rows">
      <View className="pc-fact">
        <View className="pc-fact__head">
          <View className="pc-fact__label">有效期到</View>
          {over ? <Tag tone="bad">过期了</Tag> : null}
        </View>
        <View className="pc-fact__value">{formatEnd(back)}</View>
      </View>
      <View className="pc-fact">
        <View className="pc-fact__label">签发机关</View>
        <View className="pc-fact__value">{back.authority ?? '没读出来'}</View>
      </View>
    </Card>
  )
}
