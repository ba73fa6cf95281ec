import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { replace } from '@/app/pages'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Icon } from '@/ui/icon'
import { Screen } from '@/app/shell/screen'
import type { Order } from '../api'

interface AskingProps {
  readonly order: Order
  /** WeChat has not confirmed within a minute. */
  readonly unsure: boolean
  readonly onAsk: () => void
  /** Shows the code again, where one was scanned. */
  readonly onCode: (() => void) | undefined
}

/** Waits for the confirmation by WeChat, and says that a payment is safe. */
export function Asking({ order, unsure, onAsk, onCode }: AskingProps) {
  if (!unsure) {
    return (
      <Screen title="付款" onBack={onCode} foot={onCode ? <FootBar>{toCode(onCode)}</FootBar> : undefined}>
        <View className="pay-word" role="status">
          <Icon name="refresh" className="pay-word__icon q-spin" />
          <View className="pay-word__title">正在向微信确认</View>
          <View className="pay-word__text">一般几秒就好。付过的钱不会丢，也不会再扣一次。</View>
        </View>
      </Screen>
    )
  }
  return (
    <Screen
      title="付款"
      onBack={onCode}
      foot={
        <FootBar below={<CallAgency>打电话问问</CallAgency>}>
          {onCode ? (
            toCode(onCode)
          ) : (
            <Button kind="plain" grow onTap={() => replace('order', { id: order.id })}>
              看订单
            </Button>
          )}
          <Button grow onTap={onAsk}>
            再查一次
          </Button>
        </FootBar>
      }
    >
      <View className="pay-word">
        <Icon name="clock" className="pay-word__icon" />
        <View className="pay-word__title">微信还没说收到钱</View>
        <View className="pay-word__text">
          没付的话，什么也不会扣。付过了也不用再付：我们会接着问微信，钱到了，{order.credits + order.bonus}
          积分自动到账。
        </View>
      </View>
    </Screen>
  )
}

const toCode = (onCode: () => void) => (
  <Button kind="plain" grow onTap={onCode}>
    回到付款码
  </Button>
)
