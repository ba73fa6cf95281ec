import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { Card, SectionHead } from '@/ui/card'
import { useFirstWorkers } from './api'
import { WorkerRow } from './list/worker-row'

/** For the home tab: three workers who accept orders. Renders nothing without data. */
export function FirstWorkers() {
  const { data } = useFirstWorkers()
  if (!data || data.items.length === 0) return null
  return (
    <View>
      <SectionHead title="能来的阿姨" more={{ text: '全部阿姨', onTap: () => go('workers') }} />
      <Card pad="none">
        {data.items.map((card) => (
          <WorkerRow key={card.id} card={card} />
        ))}
      </Card>
    </View>
  )
}
