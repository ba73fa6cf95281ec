import { labelOf } from '@qingpin/contract/core/choices'
import {
  DELIVERY_STATES,
  NOTIFICATION_WAYS,
  type DeliveryState,
} from '@qingpin/contract/notifications/notifications.enums'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { Chips } from '@/ui/chips'
import { formatTime } from '@/ui/format-time'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { Skeleton } from '@/ui/skeleton'
import { Tag, type Tone } from '@/ui/tag'
import { useDeliveries, type Delivery } from '../api'
import './deliveries.scss'

const TITLE = '消息送达'
type Part = DeliveryState | 'all'
const PARTS = [
  { value: 'all' as Part, label: '全部' },
  ...DELIVERY_STATES.map(({ value, label }) => ({ value: value as Part, label })),
]
const TONES: Readonly<Record<DeliveryState, Tone>> = {
  sending: 'plain',
  sent: 'ok',
  skipped: 'plain',
  refused: 'warn',
  unknown: 'warn',
}

/** Who got what by which way, and why not. */
function Deliveries() {
  const [part, setPart] = useState<Part>('all')
  const list = useDeliveries(part)
  return (
    <Screen
      title={TITLE}
      pad={false}
      query={list}
      onEnd={list.loadMore}
      head={<Chips<Part> scroll options={PARTS} value={[part]} onTap={setPart} />}
      skeleton={<Skeleton rows={5} />}
      empty={{ art: 'interviews', title: '这里没有消息', text: '发到微信和短信的，都会记在这里' }}
    >
      {(items) => (
        <ListSheet>
          {items.map((one) => (
            <Line key={one.id} delivery={one} />
          ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

function Line({ delivery }: { readonly delivery: Delivery }) {
  const { to, label, count, at, ways } = delivery
  return (
    <View className="nd-row">
      <View className="nd-row__top">
        <View className="nd-row__to">{to}</View>
        <View className="nd-row__at">{formatTime(Date.parse(at), serverNow())}</View>
      </View>
      <View className="nd-row__what">{count > 1 ? `${label}，合成一条，一共${count}件` : label}</View>
      {ways.length === 0 ? <View className="nd-way">还没轮到发</View> : null}
      {ways.map(({ way, state, reason }) => (
        <View key={way} className="nd-way">
          <View className="nd-way__name">{labelOf(NOTIFICATION_WAYS, way)}</View>
          <Tag tone={TONES[state]}>{labelOf(DELIVERY_STATES, state)}</Tag>
          {reason ? <View className="nd-way__why">{reason}</View> : null}
        </View>
      ))}
    </View>
  )
}

const Permitted = withPermission({ permission: 'notification:oversee', title: TITLE }, Deliveries)

export default guardPage(Permitted)
