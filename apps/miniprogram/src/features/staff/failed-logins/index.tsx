import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { useQuery } from '@/app/query'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import '../staff.scss'

type Failed = ReplyOf<ContractMap['GET /api/auth/failed-logins']>['items'][number]

const WAYS = { password: '密码不对', sms: '验证码不对' } as const

const nameOf = ({ account, subject }: Failed): string => account?.name ?? `没有这个账号（记号${subject.slice(0, 4)}）`

/** Where failed logins came from, for the admin who looks into an attack. */
function FailedLogins() {
  const failed = useQuery(['failed-logins'], () => api('GET /api/auth/failed-logins'))
  return (
    <Screen
      title="登录失败记录"
      query={failed}
      isEmpty={({ items }) => items.length === 0}
      empty={{ art: 'nothing-found', title: '没有失败的登录', text: '有人试错密码或验证码，会记在这里' }}
    >
      {({ items }) => (
        <View>
          <Card pad="rows">
            {items.map((one) => (
              <Row
                key={one.id}
                title={nameOf(one)}
                note={`${formatTime(Date.parse(one.at), serverNow())}，${WAYS[one.by]}`}
                value={one.address}
              />
            ))}
          </Card>
          <View className="staff-note">最近100条。同一个记号是同一个用户名或号码。</View>
        </View>
      )}
    </Screen>
  )
}

export default guardPage(FailedLogins)
