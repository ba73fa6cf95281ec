import { View } from '@tarojs/components'
import { yuan } from '@qingpin/contract/orders/orders.rules'
import { useAction } from '@/app/use-action'
import { go } from '@/app/pages'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { noteOrder, type Package, payNow, placeOrder } from '../api'

/** The button with the price; an error is shown above it. */
export function BuyFoot({ chosen }: { readonly chosen: Package }) {
  const {
    run: buy,
    busy,
    problem,
  } = useAction(async () => {
    const payable = await placeOrder(chosen.id)
    const { id } = noteOrder(payable.order)
    if (await payNow(payable)) go('pay', { id })
    else toast('没有付款，也没有扣钱')
  })
  return (
    <>
      {problem ? (
        <View className="buy-problem">
          <FieldError {...problem} />
        </View>
      ) : null}
      <FootBar
        below={
          <Tap className="buy-terms" role="link" onTap={() => go('creditTerms')}>
            支付即同意<View className="buy-terms__name">《积分购买须知》</View>
          </Tap>
        }
      >
        <Button grow busy={busy} busyText="下单中" onTap={() => void buy()}>
          微信支付 {yuan(chosen.amountFen, { cents: true })}
        </Button>
      </FootBar>
    </>
  )
}
