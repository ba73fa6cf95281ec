import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { useState } from 'react'
import { labelOf } from '@qingpin/contract/core/choices'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { formatTime } from '@/ui/format-time'
import { Bone } from '@/ui/skeleton'
import { Tap } from '@/ui/tap'
import {
  useAssignments,
  useFollowUps,
  useReminders,
  type Assignment,
  type CustomerDetail,
  type FollowUp,
  type Reminder,
} from '../api'
import { formatPlan, formatReleased } from '../format'

const TITLE = '往来记录'
const KINDS = [
  { value: 'all', label: '全部' },
  { value: 'follow-ups', label: '跟进' },
  { value: 'system', label: '系统' },
] as const
type Kind = (typeof KINDS)[number]['value']

type SystemEntry = Assignment | Reminder
const timeOf = (entry: FollowUp | SystemEntry) => Date.parse('assignedAt' in entry ? entry.assignedAt : entry.createdAt)

function entriesOf(kind: Kind, followUps: readonly FollowUp[], system: readonly SystemEntry[]) {
  const shown = [...(kind === 'system' ? [] : followUps), ...(kind === 'follow-ups' ? [] : system)]
  return shown.sort((a, b) => timeOf(b) - timeOf(a))
}

function Kinds({ kind, onPick }: { readonly kind: Kind; readonly onPick: (kind: Kind) => void }) {
  return (
    <View className="cd-kinds">
      {KINDS.map(({ value, label }) => (
        <Tap
          key={value}
          className={value === kind ? 'cd-kinds__one cd-kinds__one--on' : 'cd-kinds__one'}
          role="tab"
          on={value === kind}
          onTap={() => onPick(value)}
        >
          {label}
        </Tap>
      ))}
    </View>
  )
}

interface HistoryProps {
  readonly customer: CustomerDetail
  readonly followUps: readonly FollowUp[]
  readonly assignments: readonly Assignment[]
  readonly reminders?: readonly Reminder[]
}

/** The follow-ups, the changes of owner and the reminders, newest first, down to the day when the customer was created. */
export function History({ customer, followUps, assignments, reminders = [] }: HistoryProps) {
  const [kind, setKind] = useState<Kind>('all')
  const entries = entriesOf(kind, followUps, [...assignments, ...reminders])
  return (
    <Card title={TITLE} aside={<Kinds kind={kind} onPick={setKind} />}>
      {entries.map((one, i) =>
        'content' in one ? (
          <Entry key={one.id} followUp={one} newest={i === 0} />
        ) : (
          <System key={one.id} text={'step' in one ? formatReminder(one) : formatMove(one)} at={timeOf(one)} />
        ),
      )}
      {kind === 'follow-ups' && entries.length === 0 ? <View className="cd-tl__none">还没有跟进过</View> : null}
      <View className={kind === 'follow-ups' ? 'cd-tl cd-tl--hidden' : 'cd-tl cd-tl--last'}>
        <View className="cd-tl__dot cd-tl__dot--small" />
        <View className="cd-tl__top">
          <View className="cd-tl__system">
            {customer.leadSource}，{customer.createdByName}录入
          </View>
          <View className="cd-tl__time">{formatTime(Date.parse(customer.createdAt), serverNow())}</View>
        </View>
      </View>
    </Card>
  )
}

/** The history of a customer, fetched. */
export function Timeline({ customer }: { readonly customer: CustomerDetail }) {
  const followUps = useFollowUps(customer.id)
  const assignments = useAssignments(customer.id)
  const reminders = useReminders(customer.id)
  const error = followUps.error ?? assignments.error
  const retry = () => {
    if (followUps.error) void followUps.refetch()
    if (assignments.error) void assignments.refetch()
  }
  if (followUps.data && assignments.data) {
    return (
      <History
        customer={customer}
        followUps={followUps.data}
        assignments={assignments.data}
        reminders={reminders.data ?? []}
      />
    )
  }
  return (
    <Card title={TITLE}>
      {error === undefined ? (
        <View className="cd-tl__bones">
          <Bone width={40} height="m" />
          <Bone width={88} />
          <Bone width={56} />
        </View>
      ) : (
        <View className="cd-tl__error">
          <FieldError {...problemOf(error, (title) => `往来记录没取到：${title}`)} />
          <Button kind="plain" size="m" onTap={retry}>
            再试一次
          </Button>
        </View>
      )}
    </Card>
  )
}

/** 李经理转给林晓：客户在滨江 */
function formatMove(move: Assignment): string {
  const { action, oldAssignedTo, newAssignedTo, assignedBy, reason } = move
  const by = assignedBy?.name ?? '系统'
  if (action === 'claim') return `${by}从公海领取`
  if (newAssignedTo === null) return formatReleased(move)
  const from = oldAssignedTo && oldAssignedTo._id !== assignedBy?._id ? `从${oldAssignedTo.name}` : ''
  const text = `${by}${from}转给${newAssignedTo.name}`
  return reason ? `${text}：${reason}` : text
}

/** 3天没联系，提醒了周凯。 */
function formatReminder({ step, owner, silentDays }: Reminder): string {
  const silence = `${silentDays}天没联系`
  if (step === 'risk') return `${silence}，标成有风险`
  return `${silence}，提醒了${owner ?? '负责人'}${step === 'manager' ? '和经理' : ''}`
}

function System({ text, at }: { readonly text: string; readonly at: number }) {
  return (
    <View className="cd-tl">
      <View className="cd-tl__dot cd-tl__dot--small" />
      <View className="cd-tl__top">
        <View className="cd-tl__system">{text}</View>
        <View className="cd-tl__time">{formatTime(at, serverNow())}</View>
      </View>
    </View>
  )
}

function Entry({ followUp, newest }: { readonly followUp: FollowUp; readonly newest: boolean }) {
  const { type, content, result, nextFollowUpDate: next, createdBy, createdAt } = followUp
  const now = serverNow()
  return (
    <View className="cd-tl">
      <View className={newest ? 'cd-tl__dot cd-tl__dot--on' : 'cd-tl__dot'} />
      <View className="cd-tl__top">
        <View className="cd-tl__title">
          {labelOf(FOLLOW_UP_TYPES, type)}
          {result ? `，${result}` : ''}
        </View>
        <View className="cd-tl__time">{formatTime(Date.parse(createdAt), now)}</View>
      </View>
      <View className="cd-tl__text">{content}</View>
      <View className="cd-tl__foot">
        {createdBy ? <View>{createdBy.name}</View> : null}
        {next ? <View className="cd-tl__next">下次 {formatPlan(next, now)}</View> : null}
      </View>
    </View>
  )
}
