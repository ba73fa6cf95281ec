import { serverNow, useServerDay } from '@/app/clock'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Due, Watch } from '@qingpin/contract/customers/customers.enums'
import { can, type Role } from '@qingpin/contract/core/policy'
import { JOB_TYPES, RESUME_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { api } from '@/app/api'
import { onAccountEvent } from '@/app/events/account-events'
import { showWaiting } from '@/app/knocks'
import { go } from '@/app/pages'
import { useQuery } from '@/app/query'
import { useAccount } from '@/app/session'
import { BannerTiles, useShownBanners } from '@/features/content'
import { openCustomers, WorkBar } from '@/features/customers'
import { openInterviewsOfToday } from '@/features/interviews'
import { mediaUrl } from '@/platform/api-address'
import { Card, SectionHead } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import { formatMonthDay, formatWeekday, formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { Alerts } from './alerts'
import { FirstCustomers } from './first-customers'
import { FirstInterviews } from './first-interviews'
import { TodayGroups } from './today-groups'
import './today.scss'

type TodayReply = ReplyOf<ContractMap['GET /api/today']>

const dayInWords = (now: number) => `${formatMonthDay(now)} ${formatWeekday(now)}`

/** 今天, 昨天 or 11月19日. */
const dayOf = (at: string) => formatTime(Date.parse(at), serverNow()).replace(/ ?\d+:\d+$/, '')

/** A reply that an earlier version has stored tells nothing of interviews. */
export const interviewsOf = ({ interviews }: Partial<TodayReply>): TodayReply['interviews'] =>
  interviews ?? { today: 0, first: [], waiting: [] }

/** The reply says who waits, too, so that nothing more is asked for at the first paint. */
async function readToday(): Promise<TodayReply> {
  const today = await api('GET /api/today')
  showWaiting(today.interviews.waiting)
  return today
}

/** The numbers of the day, and the moment for which they are said. */
export function useToday() {
  const today = useQuery(['today'], readToday, { persist: true })
  const now = useServerDay(() => void today.refetch())
  const { refetch } = today
  useEffect(() => onAccountEvent('shortlist', () => void refetch()), [refetch])
  return { today, now }
}

/** The home tab of staff: what is new and what is due. */
export function Today() {
  const role = useAccount()?.role ?? 'employee'
  const { today, now } = useToday()
  return (
    <Screen tab title="今天" note={dayInWords(now)} query={today} bar={<WorkBar />}>
      {(data) => (
        <View>
          <Alerts items={data.alerts ?? []} reviewsWaiting={data.reviewsWaiting ?? 0} />
          <Numbers {...data.customers} interviews={interviewsOf(data).today} />
          <Acts role={role} />
          <TodayGroups groups={data.groups ?? []} />
          <FirstInterviews {...interviewsOf(data)} />
          <FirstCustomers {...data.customers} />
          <ForStaff banners={data.banners ?? []} />
          <Newest items={data.newest} resumes={data.resumes} />
        </View>
      )}
    </Screen>
  )
}

/** What operators hang up for the roles of staff. */
function ForStaff({ banners }: Pick<TodayReply, 'banners'>) {
  return <BannerTiles banners={useShownBanners(banners)} />
}

interface Count {
  readonly label: string
  readonly n: number
  readonly unit: '位' | '场'
  readonly late?: boolean
  readonly open: () => void
}

const customers = (label: string, n: number, due: Due | Watch): Count => ({
  label,
  n,
  unit: '位',
  late: due === 'overdue' && n > 0,
  open: () => openCustomers(due),
})

interface NumbersProps extends Pick<TodayReply['customers'], 'overdue' | 'today' | 'assigned'> {
  readonly interviews: number
}

/** Each number opens the list of what it counts. */
export function Numbers({ overdue, today, assigned = 0, interviews }: NumbersProps) {
  const counts: readonly Count[] = [
    customers('逾期', overdue, 'overdue'),
    customers('今天要跟', today, 'today'),
    customers('新分给我', assigned, 'assigned'),
    { label: '今天面试', n: interviews, unit: '场', open: openInterviewsOfToday },
  ]
  return (
    <View className="today-numbers">
      {counts.map(({ label, n, unit, late = false, open }) => (
        <Tap className="today-number" key={label} role="link" label={`${label}${n}${unit}`} onTap={open}>
          <View className={late ? 'today-number__n today-number__n--late' : 'today-number__n'}>{n}</View>
          <View className="today-number__k">{label}</View>
        </Tap>
      ))}
    </View>
  )
}

interface Act {
  readonly icon: IconName
  readonly text: string
  readonly open: () => void
}

export function Acts({ role }: { readonly role: Role }) {
  const acts: readonly (Act | false)[] = [
    can(role, 'customer:create') && { icon: 'plus', text: '加客户', open: () => go('customerCreate') },
    can(role, 'interview:host') && { icon: 'video', text: '建面试', open: () => go('interviewCreate') },
    { icon: 'search', text: '找阿姨', open: () => go('resumes') },
    can(role, 'resume:create') && { icon: 'edit', text: '录阿姨', open: () => go('resumeCreate') },
    can(role, 'customer:assign')
      ? { icon: 'flag', text: '团队', open: () => go('teamNumbers') }
      : can(role, 'user:view') && { icon: 'users', text: '团队成员', open: () => go('staffList') },
  ]
  return (
    <View className="today-acts">
      {acts.map((act) =>
        act ? (
          <Tap className="today-act" key={act.text} onTap={act.open}>
            <View className="today-act__pic">
              <Icon name={act.icon} />
            </View>
            {act.text}
          </Tap>
        ) : null,
      )}
    </View>
  )
}

interface NewestProps {
  readonly items: TodayReply['newest']
  readonly resumes: TodayReply['resumes']
}

export function Newest({ items, resumes: { newToday, draft, withoutConsent, total } }: NewestProps) {
  return (
    <View>
      <SectionHead title="新登记的阿姨" more={{ text: `全部${total}位`, onTap: () => go('resumes') }} />
      {items.length === 0 ? (
        <Empty art="nothing-found" title="还没有人登记" text="把登记页发给阿姨，或者替她录进来" />
      ) : (
        <Card pad="rows">
          <Row
            icon="doc"
            title={newToday > 0 ? `今天新登记${newToday}位` : '今天还没有新登记的'}
            note={draft > 0 ? `${draft}位待审核` : '没有待审核的'}
            onTap={() => go('resumes', draft > 0 ? { listing: 'draft' } : {})}
          />
          {withoutConsent > 0 ? (
            <Row
              icon="eye-off"
              title={`${withoutConsent}位未上架`}
              note="没有记录本人同意，问过她再上架"
              onTap={() => go('resumes', { listing: 'no-consent' })}
            />
          ) : null}
          {items.map((item) => (
            <Row
              key={item.id}
              lead={<Avatar name={item.name} src={item.avatarUrl ? mediaUrl(item.avatarUrl) : undefined} />}
              title={item.name}
              note={`${labelOf(JOB_TYPES, item.jobType)}，${item.age}岁，${dayOf(item.createdAt)}`}
              trail={item.status === 'draft' ? <Tag tone="warn">{labelOf(RESUME_STATUSES, item.status)}</Tag> : null}
              onTap={() => go('resumeDetail', { id: item.id })}
            />
          ))}
        </Card>
      )}
    </View>
  )
}
