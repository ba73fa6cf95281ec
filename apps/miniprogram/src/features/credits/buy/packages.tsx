import { View } from '@tarojs/components'
import { yuan } from '@qingpin/contract/orders/orders.rules'
import { SectionHead } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { Tap } from '@/ui/tap'
import type { Package } from '../api'

interface PackagesProps {
  readonly items: readonly Package[]
  readonly chosen: string
  readonly onPick: (id: string) => void
}

export function Packages({ items, chosen, onPick }: PackagesProps) {
  return (
    <View>
      <SectionHead title="买多少" />
      <View className="buy-packs">
        {items.map(({ id, credits, bonus, amountFen }) => (
          <Tap
            key={id}
            className={classNames('buy-pack', id === chosen && 'buy-pack--on')}
            role="radio"
            on={id === chosen}
            label={`${credits}积分，${yuan(amountFen)}${bonus > 0 ? `，首次多送${bonus}` : ''}`}
            onTap={() => onPick(id)}
          >
            {bonus > 0 ? <View className="buy-pack__flag">首次多送{bonus}</View> : null}
            <View className="buy-pack__what">
              <View className="buy-pack__n">{credits}</View>
              <View className="buy-pack__u">积分</View>
            </View>
            <View className="buy-pack__price">{yuan(amountFen)}</View>
          </Tap>
        ))}
      </View>
    </View>
  )
}
