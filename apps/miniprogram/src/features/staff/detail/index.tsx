import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Problem } from '@/ui/read-error'
import { useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Avatar } from '@/ui/portrait'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Tag } from '@/ui/tag'
import { type StaffDetail, useMember } from '../api'
import { Facts } from './facts'
import { Powers } from './powers'
import '../staff.scss'

function deviceWords({ devices, lastSeenAt }: StaffDetail): string {
  if (devices === 0) return '现在没有设备登录'
  const seen = lastSeenAt ? `，${formatTime(Date.parse(lastSeenAt), serverNow())}用过` : ''
  return `${devices}台设备登录着${seen}`
}

/** One staff account: facts, changes and suspension. */
function StaffMemberPage() {
  const { id = '' } = useParams('staffDetail')
  const member = useMember(id)
  const own = useAccount()?.id === id
  const [problem, setProblem] = useState<Problem>()
  return (
    <Screen title="账号" query={member}>
      {(data) => (
        <View className="staff-page">
          <Card>
            <View className="staff-who">
              <Avatar name={data.name} size="l" tone="accent" />
              <View className="staff-who__text">
                <View className="staff-who__name">{data.name}</View>
                <View className="staff-who__facts">
                  <Tag tone="accent">{data.roleLabel}</Tag>
                  {data.status === 'suspended' ? <Tag tone="bad">已停用</Tag> : null}
                  {data.passwordTemporary ? <Tag tone="warn">还没换密码</Tag> : null}
                </View>
              </View>
            </View>
          </Card>
          <View className="staff-note">{deviceWords(data)}</View>
          <Facts key={data.version} member={data} onError={setProblem} />
          {own ? (
            <View className="staff-note">这是您自己的账号。角色和停用要由另一位管理员来改，密码在“我的资料”里改。</View>
          ) : (
            <Powers member={data} onError={setProblem} />
          )}
          {problem ? <FieldError {...problem} /> : null}
        </View>
      )}
    </Screen>
  )
}

export default guardPage(StaffMemberPage)
