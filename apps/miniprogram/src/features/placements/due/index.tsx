import { View } from '@tarojs/components'
import { PLACEMENT_DUES, type PlacementDue } from '@qingpin/contract/placements/placements.enums'
import { useState } from 'react'
import { go, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { Segmented } from '@/ui/segmented'
import { Skeleton } from '@/ui/skeleton'
import { Tap } from '@/ui/tap'
import { useDuePlacements } from '../api'
import { PlacementFacts, PlacementHead } from '../facts'
import '../placements.scss'

const NONE: Readonly<Record<PlacementDue, string>> = {
  trial: '没有要回话的试工',
  contract: '没有快到期的合同',
}

/** Placements that need a word: whose trial, or whose contract, runs out. */
function DuePlacements() {
  const params = useParams('placements')
  const [due, setDue] = useState<PlacementDue>(params.due === 'trial' ? 'trial' : 'contract')
  const list = useDuePlacements(due)
  return (
    <Screen
      title="上户到期"
      pad={false}
      query={list}
      onEnd={list.loadMore}
      head={
        <View className="pl-seg">
          <Segmented<PlacementDue> options={PLACEMENT_DUES} value={due} onChange={setDue} />
        </View>
      }
      skeleton={<Skeleton rows={4} />}
      empty={{ art: 'customers', title: NONE[due], text: '到期前几天会出现在这里和工作台。' }}
    >
      {(items) => (
        <ListSheet>
          {items.map((one) => {
            const { id, name } = one.customer
            return (
              <Tap
                key={one.id}
                className="pl-due"
                role="link"
                onTap={() => (id ? go('customerDetail', { id }) : undefined)}
              >
                <PlacementHead name={`${one.worker.name}，${name}家`} placement={one} />
                <PlacementFacts placement={one} />
              </Tap>
            )
          })}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

export default guardPage(DuePlacements)
