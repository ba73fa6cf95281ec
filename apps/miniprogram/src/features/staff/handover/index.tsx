import { View } from '@tarojs/components'
import { ROLE_LABELS } from '@qingpin/contract/core/policy'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { useVisibleInterval } from '@/app/use-visible-interval'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import { Tag } from '@/ui/tag'
import { useHoldings, type Holdings } from '../api'
import { HandoverForm } from './handover-form'
import { Progress, Results } from './results'
import '../staff.scss'

/** How often the page looks how far a handover is. */
const LOOK_EVERY_MS = 1500

const ROWS = [
  { name: 'customers', title: '客户', unit: '位' },
  { name: 'plans', title: '其中约了下次跟进', unit: '位' },
  { name: 'interviews', title: '约好的面试', unit: '场' },
  { name: 'shares', title: '还能打开的分享链接', unit: '个' },
  { name: 'requests', title: '正在要同事的客户', unit: '位' },
] as const satisfies readonly { name: keyof Holdings; title: string; unit: string }[]

const isEmpty = (holdings: Holdings): boolean => ROWS.every(({ name }) => holdings[name] === 0)

/** All that a colleague who leaves owns goes to others, in one step. */
function StaffHandover() {
  const { id = '' } = useParams('staffHandover')
  const holdings = useHoldings(id)
  const running = holdings.data?.last?.state === 'running'
  useVisibleInterval(() => void holdings.refetch(), LOOK_EVERY_MS, running)
  return (
    <Screen title="离职交接" query={holdings}>
      {({ user, holdings: held, last }) => (
        <View className="staff-page">
          <Card>
            <View className="staff-who">
              <Avatar name={user.name} size="l" tone="accent" />
              <View className="staff-who__text">
                <View className="staff-who__name">{user.name}</View>
                <View className="staff-who__facts">
                  <Tag tone="accent">{ROLE_LABELS[user.role]}</Tag>
                  {user.status === 'suspended' ? <Tag tone="bad">已停用</Tag> : null}
                </View>
              </View>
            </View>
          </Card>
          {running && last ? <Progress handover={last} /> : null}
          {running || isEmpty(held) ? null : (
            <Card pad="rows" title="手上还有">
              {ROWS.map(({ name, title, unit }) => (
                <Row key={name} title={title} value={`${held[name]}${unit}`} />
              ))}
            </Card>
          )}
          {!running && (user.status === 'active' || !isEmpty(held)) ? (
            <HandoverForm user={user} onStarted={() => void holdings.refetch()} />
          ) : null}
          {last && !running ? <Results id={id} handover={last} /> : null}
          {!last && user.status === 'suspended' && isEmpty(held) ? (
            <View className="staff-note">账号已停用，手上没有要交接的了。</View>
          ) : null}
        </View>
      )}
    </Screen>
  )
}

export default guardPage(StaffHandover)
