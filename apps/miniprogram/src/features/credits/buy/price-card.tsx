import { View } from '@tarojs/components'
import type { Credits } from '@/app/credits'
import { Card } from '@/ui/card'

interface PriceCardProps {
  readonly prices: Credits['prices']
  /** The credits for which the price list says how often they suffice at the highest price. */
  readonly budget: number
}

export function PriceCard({ prices, budget }: PriceCardProps) {
  return (
    <Card pad="rows" className="buy-prices">
      <View className="buy-prices__head">{budget}积分大约能做</View>
      {prices.map(({ action, label, least, most }) => (
        <View className="buy-price" key={action}>
          <View className="buy-price__what">{label}</View>
          <View className="buy-price__cost">{least === most ? `${least}积分` : `${least}–${most}积分`}</View>
          <View className="buy-price__times">{Math.floor(budget / most)}次</View>
        </View>
      ))}
    </Card>
  )
}
