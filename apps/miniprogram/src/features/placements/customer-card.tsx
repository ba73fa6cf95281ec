import { View } from '@tarojs/components'
import { maySign } from '@qingpin/contract/customers/customers.policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAccount } from '@/app/session'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { toast } from '@/ui/toast'
import { changePlacement, placementsChanged, usePlacementsOfCustomer, type Placement } from './api'
import { CardState } from './card-state'
import { EndSheet } from './end-sheet'
import { PlacementFacts, PlacementHead } from './facts'

interface CustomerPlacementsProps {
  readonly customer: {
    readonly id: string
    readonly contractStatus: string
    readonly assignedTo: { readonly _id: string } | null
  }
}

/** Who works with a customer, and who did; with what owner and manager can do about it. */
export function CustomerPlacements({ customer: { id, contractStatus, assignedTo } }: CustomerPlacementsProps) {
  const account = useAccount()
  const placements = usePlacementsOfCustomer(id)
  const signs = account !== undefined && maySign(account.role, assignedTo?._id === account.id)
  const sign = () => go('placementTerms', { customer: id })
  const { data } = placements
  if (!data) {
    return (
      <Card title="上户">
        <CardState error={placements.error} onRetry={() => void placements.refetch()} />
      </Card>
    )
  }
  const { items } = data
  const isLive = items.some(({ state }) => state !== 'ended')
  if (items.length === 0 && !signs && contractStatus !== '已签约') return null
  return (
    <Card title="上户">
      {isLive ? null : (
        <>
          <View className="pl-none">
            {contractStatus === '已签约' ? '签了约，还没记哪位阿姨上户。' : '定下阿姨，就签约上户。'}
          </View>
          {signs ? (
            <Button kind="sec2" size="m" onTap={sign}>
              {contractStatus === '已签约' ? '记上户' : '签约上户'}
            </Button>
          ) : null}
        </>
      )}
      {items.map((one) => (
        <One key={one.id} placement={one} customerId={id} />
      ))}
    </Card>
  )
}

function One({ placement, customerId }: { readonly placement: Placement; readonly customerId: string }) {
  const [ending, setEnding] = useState(false)
  const keyFor = useIdempotencyKey()
  const { id, version, worker, state, trialPassed } = placement
  const { run, busy, problem } = useAction(async () => {
    const body = { version, trialPassed: true } as const
    try {
      await changePlacement(id, body, keyFor(body))
      toast('试工通过了')
    } finally {
      placementsChanged(customerId)
    }
  })
  const terms = (as?: string) => go('placementTerms', { customer: customerId, placement: id, ...(as ? { as } : {}) })
  return (
    <View className="pl-one">
      <PlacementHead name={worker.name} placement={placement} />
      <PlacementFacts placement={placement} />
      {placement.mayChange && state !== 'ended' ? (
        <View className="pl-acts">
          {placement.trialUntil !== null && !trialPassed && state !== 'planned' ? (
            <Button kind="sec2" size="s" busy={busy} busyText="正在记" onTap={() => void run()}>
              试工通过
            </Button>
          ) : null}
          <Button kind="plain" size="s" onTap={() => terms()}>
            {state === 'late' ? '续签' : '改上户'}
          </Button>
          <Button kind="plain" size="s" onTap={() => terms('replace')}>
            换阿姨
          </Button>
          <Button kind="plain" size="s" onTap={() => setEnding(true)}>
            下户
          </Button>
        </View>
      ) : null}
      {problem ? <FieldError {...problem} /> : null}
      <EndSheet placement={placement} customerId={customerId} open={ending} onClose={() => setEnding(false)} />
    </View>
  )
}
