import { View } from '@tarojs/components'
import type { Credits } from '@/app/credits'
import { go } from '@/app/pages'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'

export function BalanceCard({ credits: { available, held } }: { readonly credits: Credits }) {
  return (
    <Card className="buy-balance">
      <View className="buy-balance__head">
        <View className="buy-balance__label">现在有</View>
        <Tap className="q-more" role="link" onTap={() => go('creditHistory')}>
          明细
          <Icon name="right" size="xs" />
        </Tap>
      </View>
      <View className="buy-balance__sum">
        <View className="buy-balance__n">{available}</View>
        <View className="buy-balance__u">积分</View>
      </View>
      {held > 0 ? <View className="buy-balance__note">另有{held}积分留给正在写的回答，用不完会退回</View> : null}
    </Card>
  )
}
