import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { yuan } from '@qingpin/contract/orders/orders.rules'
import { useAction } from '@/app/use-action'
import { replace, useParams } from '@/app/pages'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { failure } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import { confirmOrder, isOpen, type Order, payAgain, payNow, useOrder } from '../api'
import { type ConfirmState, useAsks } from './use-asks'

const TITLE = '订单'
const when = (at: string) => formatTime(Date.parse(at), serverNow())

function OrderDetail() {
  const { id = '' } = useParams('order')
  const query = useOrder(id)
  if (query.data) return <OneOrder order={query.data} query={query} />
  return (
    <Screen title={TITLE} query={query}>
      {null}
    </Screen>
  )
}

interface OneOrderProps {
  readonly order: Order
  readonly query: ReturnType<typeof useOrder>
}

function OneOrder({ order, query }: OneOrderProps) {
  const asked = useAsks(order)
  const open = isOpen(order)
  return (
    <Screen title={TITLE} query={query} foot={open ? <OpenFoot id={order.id} asked={asked} /> : undefined}>
      <Facts order={order} state={open && asked === 'asking' ? '正在向微信确认' : order.stateLabel} />
    </Screen>
  )
}

function Facts({ order, state }: { readonly order: Order; readonly state: string }) {
  const { number, credits, bonus, amountFen, createdAt, expiresAt, paidAt } = order
  const copy = async () => {
    if (await copyText(number)) toast('订单号已复制')
  }
  return (
    <View>
      <Card pad="rows">
        <Row title="状态" value={state} />
        <Row title="积分" value={bonus > 0 ? `${credits}，首次多送${bonus}` : String(credits)} />
        <Row title="金额" value={yuan(amountFen, { cents: true })} />
        <Row title="下单" value={when(createdAt)} />
        {paidAt ? <Row title="付款" value={when(paidAt)} /> : null}
        {paidAt === null && order.state === 'paying' ? <Row title="最晚付款" value={when(expiresAt)} /> : null}
      </Card>
      <Card pad="rows">
        <Row title="订单号" note={number} opens={false} onTap={() => void copy()} label="复制订单号" />
      </Card>
    </View>
  )
}

const UNKNOWN = '还没问到微信收没收到钱。付过了先别再付，点查到账再问一次。'

/** No way to pay before WeChat has said that it was not paid: it may have been. */
function OpenFoot({ id, asked }: { readonly id: string; readonly asked: ConfirmState }) {
  const { run, running, problem } = useAction(async (what: 'pay' | 'ask') => {
    if (what === 'pay') {
      if (await payNow(await payAgain(id))) replace('pay', { id })
      return
    }
    const { state } = await confirmOrder(id)
    if (state !== 'credited') throw failure('微信说还没收到钱。付过了也不用再付，钱到了积分自动到账。')
  })
  const busy = running?.[0]
  const shown = problem ?? (asked === 'failed' && !busy ? { text: UNKNOWN } : undefined)
  if (asked === 'asking')
    return (
      <FootBar>
        <Button grow busy busyText="正在查到账" onTap={() => undefined}>
          去付款
        </Button>
      </FootBar>
    )
  return (
    <>
      {shown ? <FieldError {...shown} /> : null}
      <FootBar>
        <Button kind="plain" grow busy={busy === 'ask'} onTap={() => void run('ask')}>
          查到账
        </Button>
        <Button grow busy={busy === 'pay'} onTap={() => void run('pay')}>
          去付款
        </Button>
      </FootBar>
    </>
  )
}

export default guardPage(OrderDetail)
