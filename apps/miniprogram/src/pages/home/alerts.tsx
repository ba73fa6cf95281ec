import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { mutate } from '@/app/query'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { Row } from '@/ui/row'
import './alerts.scss'

type Alert = ReplyOf<ContractMap['GET /api/today']>['alerts'][number]

/** 11月20日 9:30起，共3次。 */
function formatSpan({ since, count }: Alert): string {
  const from = formatTime(Date.parse(since), serverNow())
  return count > 1 ? `${from}起，共${count}次` : from
}

/** What went wrong at a vendor or looks like a theft, until it is over or was dealt with. */
export function Alerts({
  items,
  reviewsWaiting,
}: {
  readonly items: readonly Alert[]
  readonly reviewsWaiting: number
}) {
  const { run, running, problem } = useAction(async (id: string) => {
    await mutate(() => api('POST /api/alerts/{id}/close', { params: { id } }), { touch: [['today']] })
  })
  if (items.length === 0 && reviewsWaiting === 0) return null
  return (
    <View className="today-alerts">
      <Card pad="none">
        {reviewsWaiting > 0 ? (
          <View className="today-alerts__row">
            <Row icon="eye" title={`有${reviewsWaiting}条内容等您看过`} onTap={() => go('reviews')} />
          </View>
        ) : null}
        {items.map((alert) => (
          <View className="today-alert" key={alert.id}>
            <Icon name="alert" size="s" className="today-alert__icon" />
            <View className="today-alert__main">
              <View className="today-alert__title">{alert.title}</View>
              <View className="today-alert__span">{formatSpan(alert)}</View>
              <View className="today-alert__text">{alert.text}</View>
            </View>
            <Button
              kind="text"
              size="m"
              busy={running?.[0] === alert.id}
              label={`${alert.title}，处理好了`}
              onTap={() => void run(alert.id)}
            >
              处理好了
            </Button>
          </View>
        ))}
      </Card>
      {problem ? <FieldError {...problem} /> : null}
    </View>
  )
}
