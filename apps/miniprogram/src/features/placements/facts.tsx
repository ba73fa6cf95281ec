import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { Tag } from '@/ui/tag'
import type { Placement } from './api'
import { formatEnd, formatPlacementPay, formatSpan, formatState, formatTrial, stateTone } from './format'
import './placements.scss'

interface HeadProps {
  readonly name: string
  readonly placement: Placement
}

/** Who, and where it stands. */
export function PlacementHead({ name, placement: { state } }: HeadProps) {
  return (
    <View className="pl-head">
      <View className="pl-head__name">{name}</View>
      <Tag tone={stateTone(state)}>{formatState(state)}</Tag>
    </View>
  )
}

function Line({ label, value, pay = false }: { label: string; value: string | null | undefined; pay?: boolean }) {
  if (!value) return null
  return (
    <View className="pl-fact">
      <View className="pl-fact__k">{label}</View>
      <View className={pay ? 'pl-fact__v pl-fact__v--pay' : 'pl-fact__v'}>{value}</View>
    </View>
  )
}

/** Days, pay and remarks of a placement; of one that is over, why it ended. */
export function PlacementFacts({ placement }: { readonly placement: Placement }) {
  const now = serverNow()
  const ended = placement.state === 'ended'
  return (
    <View>
      <Line label={ended ? '做了' : '上户'} value={formatSpan(placement, now)} />
      {ended ? null : <Line label="试工" value={formatTrial(placement, now)} />}
      <Line label="工资" value={formatPlacementPay(placement)} pay />
      {ended ? <Line label="下户" value={formatEnd(placement)} /> : null}
      <Line label="备注" value={placement.remarks} />
    </View>
  )
}
