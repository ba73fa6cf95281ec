import { View } from '@tarojs/components'
import { yuan } from '@qingpin/contract/orders/orders.rules'
import { useCredits } from '@/app/credits'
import { replace } from '@/app/pages'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Icon } from '@/ui/icon'
import { Screen } from '@/app/shell/screen'
import type { Order } from '../api'

export function Over({ order }: { readonly order: Order }) {
  return order.state === 'credited' ? <Credited order={order} /> : <Closed />
}

function Credited({ order: { credits, bonus, amountFen } }: { readonly order: Order }) {
  const { data } = useCredits()
  return (
    <Screen
      title="付款"
      foot={
        <FootBar>
          <Button kind="plain" grow onTap={() => replace('creditHistory')}>
            看明细
          </Button>
          <Button grow onTap={() => void back()}>
            好了
          </Button>
        </FootBar>
      }
    >
      <View className="pay-word" role="status" ariaRole="alert">
        <Icon name="light-ok" className="pay-word__icon pay-word__icon--ok" />
        <View className="pay-word__title">{credits + bonus}积分到账了</View>
        <View className="pay-word__text">
          付了{yuan(amountFen)}
          {bonus > 0 ? `，其中${bonus}积分是首次购买送的` : ''}
        </View>
        {data ? <View className="pay-word__text">现在有{data.available}积分</View> : null}
      </View>
    </Screen>
  )
}

function Closed() {
  return (
    <Screen
      title="付款"
      foot={
        <FootBar>
          <Button grow onTap={() => void back()}>
            回去重新买
          </Button>
        </FootBar>
      }
    >
      <View className="pay-word" role="status">
        <Icon name="close" className="pay-word__icon" />
        <View className="pay-word__title">这笔订单关掉了</View>
        <View className="pay-word__text">没有扣钱。还想买的话，重新下一单就行。</View>
      </View>
    </Screen>
  )
}
