import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { yuan } from '@qingpin/contract/orders/orders.rules'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { useClientConfig } from '@/app/client-config'
import { useQuery } from '@/app/query'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FootBar } from '@/ui/foot-bar'
import { QrCode } from '@/ui/qr-code'
import { Row } from '@/ui/row'
import { formatDeadline } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { Bone } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import { closeOrder, type Order, payAgain } from '../api'

interface CodeScreenProps {
  readonly order: Order
  readonly onPaid: () => void
}

/** Shows the code that a phone scans, and waits. */
export function CodeScreen({ order, onPaid }: CodeScreenProps) {
  const payable = useQuery(['order', order.id, 'payment'], () => payAgain(order.id), { staleMs: 60_000, dropMs: 0 })
  const [leaving, setLeaving] = useState(false)
  const { run: close, busy } = useAction(async () => {
    await closeOrder(order.id).catch(() => toast('没关成，请再试一次'))
    setLeaving(false)
  })
  return (
    <Screen
      title="付款"
      query={payable}
      skeleton={<CodeSkeleton />}
      foot={
        <FootBar>
          <Button kind="plain" onTap={() => setLeaving(true)}>
            不买了
          </Button>
          <Button grow onTap={onPaid}>
            我付好了
          </Button>
        </FootBar>
      }
    >
      {({ payment }) => (
        <View className="pay">
          <Card className="pay-card">
            <View className="pay-card__what">
              {order.credits}积分{order.bonus > 0 ? `，首次多送${order.bonus}` : ''}
            </View>
            <View className="pay-card__sum">{yuan(order.amountFen, { cents: true })}</View>
            {payment?.kind === 'code' ? <QrCode text={payment.url} label="付款码" /> : null}
            <View className="pay-card__how">打开微信，扫一扫付款</View>
            <View className="pay-card__until">
              {formatDeadline(Date.parse(order.expiresAt), serverNow())}前有效，付好后这里会自己变
            </View>
          </Card>
          {payment?.kind === 'code' ? <OtherWays url={payment.url} /> : null}
          <Dialog
            open={leaving}
            title="不买了？"
            text="关掉以后，这个码就不能付了。"
            confirm="关掉订单"
            cancel="先留着"
            busy={busy}
            onConfirm={() => void close()}
            onCancel={() => setLeaving(false)}
          />
        </View>
      )}
    </Screen>
  )
}

/** For a code that is shown on the phone itself, and for the demo, where a page pays. */
function OtherWays({ url }: { readonly url: string }) {
  const demo = useClientConfig().data?.demo
  const copy = async (text: string, said: string) => {
    if (await copyText(text)) toast(said)
  }
  return (
    <Card pad="rows">
      <Row
        icon="copy"
        title="复制付款链接"
        note="这台就是手机？发到另一台上，再扫码付"
        opens={false}
        onTap={() => void copy(url, '付款链接已复制')}
      />
      {demo ? (
        <Row
          icon="qr"
          title="演示：打开模拟手机"
          note={`在实验台付款，不动真钱：${demo.smsOutbox}`}
          opens={false}
          onTap={() => void copy(demo.smsOutbox, '实验台网址已复制')}
        />
      ) : null}
    </Card>
  )
}

function CodeSkeleton() {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取付款码">
      <View className="q-skel__card pay-card">
        <Bone width={30} height="m" />
        <View className="pay-bone" />
        <Bone width={50} />
      </View>
    </View>
  )
}
