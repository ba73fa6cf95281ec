import { MESSAGE_STATE_LABELS } from '@qingpin/contract/wechat/wechat.enums'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { api } from '@/app/api'
import { BINDING_KEY, useBinding } from '@/app/binding'
import { serverNow } from '@/app/clock'
import { onAccountEvent } from '@/app/events/account-events'
import { mutate } from '@/app/query'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Tag } from '@/ui/tag'
import { toast } from '@/ui/toast'
import { BindCode, type Code } from './bind-code'
import '../auth.scss'

/** Binds the account to the agency's service account in WeChat, which then notifies its owner there. */
function BindingPage() {
  const binding = useBinding()
  const { refetch } = binding
  const [elsewhere, setElsewhere] = useState(false)
  useEffect(
    () =>
      onAccountEvent('service-account', ({ change }) => {
        setElsewhere(change === 'bound-elsewhere')
        if (change === 'bound') toast('绑定好了')
        void refetch()
      }),
    [refetch],
  )
  return (
    <Screen title="服务号提醒" query={binding}>
      {(data) =>
        data.offered ? (
          data.boundAt === null ? (
            <Unbound name={data.name} notices={data.notices} elsewhere={elsewhere} />
          ) : (
            <Bound name={data.name} boundAt={data.boundAt} />
          )
        ) : (
          <Empty art="link-closed" title="还没有服务号" text="我们接通服务号以后，提醒就能发到您的微信上" />
        )
      }
    </Screen>
  )
}

interface UnboundProps {
  readonly name: string
  /** Whether notifications go out by the service account. */
  readonly notices: boolean
  /** The code was scanned by a person who is bound to another account. */
  readonly elsewhere: boolean
}

function Unbound({ name, notices, elsewhere }: UnboundProps) {
  const account = useAccount()
  const [code, setCode] = useState<Code>()
  const { run, busy, problem } = useAction(async () => {
    if (account) setCode(await api('GET /api/wechat/bind-qrcode/{userId}', { params: { userId: account.id } }))
  })
  return (
    <View>
      <Card pad="rows">
        <Row icon="bell" title={name} trail={<Tag>没有绑定</Tag>} />
      </Card>
      <View className="auth-why">
        {notices
          ? '绑定以后，您的微信也收得到提醒：面试、客户、积分。不打开轻聘也看得到，随时可以解除。'
          : '绑定以后，我们能从服务号给您发消息。提醒还没有接到微信，请先在轻聘里看。随时可以解除。'}
      </View>
      {elsewhere ? <FieldError text="扫码的微信已经绑定了另一个账号。请先用那个账号解除绑定，再来扫一次。" /> : null}
      {code ? <BindCode code={code} name={name} /> : null}
      {problem ? <FieldError {...problem} /> : null}
      <View className="auth-go">
        <Button grow kind={code ? 'out' : 'primary'} busy={busy} busyText="正在取码" onTap={() => void run()}>
          {code ? '换一个码' : '取绑定码'}
        </Button>
      </View>
    </View>
  )
}

function Bound({ name, boundAt }: { readonly name: string; readonly boundAt: string }) {
  const account = useAccount()
  const [ending, setEnding] = useState(false)
  const test = useAction(async () => {
    if (!account) return
    const body = { userId: account.id, message: '收到这条，提醒就通了' }
    const { state } = await api('POST /api/wechat/test-message', { body })
    toast(state === 'sent' || state === 'arrived' ? '发了，请看微信' : MESSAGE_STATE_LABELS[state])
  })
  const end = useAction(async () => {
    try {
      await mutate(() => api('DELETE /api/wechat/binding'), { touch: [BINDING_KEY] })
      toast('已解除')
    } finally {
      setEnding(false)
    }
  })
  const problem = test.problem ?? end.problem
  return (
    <View>
      <Card pad="rows">
        <Row
          icon="bell"
          title={name}
          note={`${formatTime(Date.parse(boundAt), serverNow())}绑定`}
          trail={<Tag tone="ok">已绑定</Tag>}
        />
      </Card>
      <View className="auth-why">取消关注这个服务号，绑定就一起解除。</View>
      {problem ? <FieldError {...problem} /> : null}
      <View className="auth-go">
        <Button grow kind="out" busy={test.busy} busyText="正在发" onTap={() => void test.run()}>
          发一条给我试试
        </Button>
        <Button grow kind="text" onTap={() => setEnding(true)}>
          解除绑定
        </Button>
      </View>
      <Dialog
        open={ending}
        title="解除绑定？"
        text="提醒不再发到您的微信上，轻聘里的不受影响。"
        confirm="解除"
        busy={end.busy}
        onConfirm={() => void end.run()}
        onCancel={() => setEnding(false)}
      />
    </View>
  )
}

export default guardPage(BindingPage)
