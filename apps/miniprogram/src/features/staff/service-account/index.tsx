import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { MESSAGE_REASON_LABELS, MESSAGE_STATE_LABELS, PUSH_MODE_LABELS } from '@qingpin/contract/wechat/wechat.enums'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '@/app/api'
import { serverNow } from '@/app/clock'
import { useQuery } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Tag } from '@/ui/tag'
import { TestMessageSheet } from './test-message-sheet'
import '../staff.scss'

type State = ReplyOf<ContractMap['GET /api/wechat/state']>
type Push = State['miniProgram']['push']
type Bound = State['people'][number]

const timeOf = (iso: string) => formatTime(Date.parse(iso), serverNow())

/** How the service account is set up, who is bound to it, and a test message to one of them. */
function ServiceAccount() {
  const state = useQuery(['service-account'], () => api('GET /api/wechat/state'))
  const [to, setTo] = useState<Bound>()
  return (
    <Screen
      title="服务号"
      query={state}
      isEmpty={({ serviceAccount }) => serviceAccount === null}
      empty={{ art: 'link-closed', title: '还没有接通服务号', text: '请管理员按配置文档填好服务号的设置，再重启服务' }}
    >
      {({ serviceAccount, miniProgram, total, people }) => (
        <View className="staff-page">
          <Card title="设置" pad="rows">
            <Row
              title={serviceAccount?.name ?? ''}
              note={`测试消息模板${serviceAccount?.testTemplate ? '已填' : '没有填，发不了测试消息'}`}
              trail={<Tag tone="ok">已接通</Tag>}
            />
            <PushRow title="服务号推送" push={serviceAccount?.push ?? null} />
            <PushRow title="小程序推送" push={miniProgram.push} />
          </Card>
          <Card title={`已绑定${total}人`} pad="rows">
            {people.map((one) => (
              <Row
                key={one.userId}
                title={one.name}
                note={lastOf(one)}
                value={one.staff ? '员工' : ''}
                label={`给${one.name}发测试消息`}
                onTap={serviceAccount?.testTemplate ? () => setTo(one) : undefined}
              />
            ))}
            {people.length === 0 ? <Row title="还没有人绑定" note="在“我的”里打开“服务号提醒”，扫一次码" /> : null}
          </Card>
          {people.length > 0 && serviceAccount?.testTemplate ? (
            <View className="staff-note">点一个人，给这个人发一条测试消息。有没有送到，过几秒下拉看。</View>
          ) : null}
          <TestMessageSheet to={to} onSent={() => void state.refetch()} onClose={() => setTo(undefined)} />
        </View>
      )}
    </Screen>
  )
}

function PushRow({ title, push }: { readonly title: string; readonly push: Push }) {
  if (!push) return <Row title={title} note="没有填令牌，微信推来的都不收" trail={<Tag tone="warn">没有开</Tag>} />
  const last = push.lastAt === null ? '还没有收到过' : `${timeOf(push.lastAt)}收到最近一条`
  const note = push.previousKey ? `${last}，旧密钥还收` : last
  return <Row title={title} note={note} value={`${PUSH_MODE_LABELS[push.mode]}模式`} />
}

/** When the person was bound, or what became of the last message. */
function lastOf({ boundAt, last }: Bound): string {
  if (!last) return `${timeOf(boundAt)}绑定，还没有发过`
  const why = last.reason === null ? '' : `，${MESSAGE_REASON_LABELS[last.reason]}`
  return `${timeOf(last.at)}的消息${MESSAGE_STATE_LABELS[last.state]}${why}`
}

const Permitted = withPermission({ permission: 'service-account:manage', title: '管理服务号' }, ServiceAccount)
export default guardPage(Permitted)
