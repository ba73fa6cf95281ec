import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { usePlacementsOfWorker } from './api'
import { CardState } from './card-state'
import { PlacementFacts, PlacementHead } from './facts'
import { formatWorkerLog } from './format'

/** Where a worker works and worked, and the history of it. */
export function WorkerPlacements({ resumeId }: { readonly resumeId: string }) {
  const placements = usePlacementsOfWorker(resumeId)
  const { data } = placements
  if (!data) {
    return (
      <Card title="上户">
        <CardState error={placements.error} onRetry={() => void placements.refetch()} />
      </Card>
    )
  }
  const { items, logs } = data
  if (items.length === 0) return null
  const now = serverNow()
  return (
    <Card title="上户">
      {items.map((one) => {
        const { id } = one.customer
        return (
          <View className="pl-one" key={one.id}>
            <PlacementHead name={`${one.customer.name}家`} placement={one} />
            <PlacementFacts placement={one} />
            {id ? (
              <View className="pl-acts">
                <Button kind="plain" size="s" onTap={() => go('customerDetail', { id })}>
                  看客户
                </Button>
              </View>
            ) : null}
          </View>
        )
      })}
      <View className="pl-one">
        {logs.map((log) => (
          <View className="pl-log" key={log.id}>
            <View className="pl-log__text">{formatWorkerLog(log, now)}</View>
            <View className="pl-log__time">{formatTime(Date.parse(log.at), now)}</View>
          </View>
        ))}
      </View>
    </Card>
  )
}
