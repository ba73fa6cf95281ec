import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReactNode } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { formatTime } from '@/ui/format-time'
import { Tap } from '@/ui/tap'
import type { Assignment, CustomerDetail, FollowUp, Reminder } from '../api'
import { followUpWords, formatPlan, formatReleased } from '../format'
import { formatValue, labelOfField } from '../outbox/words'

export type TimelineEntry = ReplyOf<ContractMap['GET /api/customers/miniprogram/{id}/timeline']>['items'][number]

/** The entries of a customer of whom follow-ups and changes of owner are known only, newest first. */
export function entriesOf(followUps: readonly FollowUp[], assignments: readonly Assignment[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...followUps.map((followUp) => ({
      id: followUp.id,
      kind: 'follow-up',
      at: followUp.createdAt,
      by: followUp.createdBy,
      followUp,
    })),
    ...assignments.map((assignment) => ({
      id: assignment.id,
      kind: 'owner',
      at: assignment.assignedAt,
      by: assignment.assignedBy,
      assignment,
    })),
  ]
  return entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

/** What happened with a customer, newest first. */
export function Entries({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <>
      {entries.map((entry, i) => (
        <Entry key={entry.id} entry={entry} newest={i === 0} />
      ))}
    </>
  )
}

/** How the customer came to the agency, below all else. */
export function Beginning({
  customer,
}: {
  readonly customer: Pick<CustomerDetail, 'leadSource' | 'createdByName' | 'createdAt'>
}) {
  return (
    <System last at={customer.createdAt}>
      {customer.leadSource}，{customer.createdByName}录入
    </System>
  )
}

function Entry({ entry, newest }: { readonly entry: TimelineEntry; readonly newest: boolean }) {
  const { kind, at, by, followUp, assignment, reminder, changes, title, text, due, roomId } = entry
  if (followUp) return <FollowUpEntry followUp={followUp} newest={newest} />
  if (assignment) return <System at={at}>{formatMove(assignment)}</System>
  if (reminder) return <System at={at}>{formatReminder(reminder)}</System>
  if (changes) return <System at={at}>{formatEdit(by?.name ?? '同事', changes)}</System>
  if (!title) return null
  const planned = due ? `约在${formatPlan(due, serverNow())}` : undefined
  return (
    <Told
      newest={newest}
      title={title}
      at={at}
      text={[planned, text].filter(Boolean).join('，')}
      by={by?.name}
      next={undefined}
      onTap={kind === 'interview' && roomId ? () => go('interviewDetail', { roomId }) : undefined}
    />
  )
}

function FollowUpEntry({ followUp, newest }: { readonly followUp: FollowUp; readonly newest: boolean }) {
  const { content, result, nextFollowUpDate: next, createdAt, writtenAt } = followUp
  const { how, by } = followUpWords(followUp)
  const said = result && result !== content ? `，${result}` : ''
  return <Told newest={newest} title={`${how}${said}`} at={writtenAt ?? createdAt} text={content} by={by} next={next} />
}

interface ToldProps {
  readonly newest: boolean
  readonly title: string
  readonly at: string
  readonly text: string
  readonly by: string | undefined
  readonly next: string | null | undefined
  readonly onTap?: (() => void) | undefined
}

function Told({ newest, title, at, text, by, next, onTap }: ToldProps) {
  const now = serverNow()
  const inside = (
    <>
      <View className={newest ? 'cd-tl__dot cd-tl__dot--on' : 'cd-tl__dot'} />
      <View className="cd-tl__top">
        <View className="cd-tl__title">{title}</View>
        <View className="cd-tl__time">{formatTime(Date.parse(at), now)}</View>
      </View>
      {text ? <View className="cd-tl__text">{text}</View> : null}
      <View className="cd-tl__foot">
        {by ? <View>{by}</View> : null}
        {next ? <View className="cd-tl__next">下次 {formatPlan(next, now)}</View> : null}
      </View>
    </>
  )
  if (!onTap) return <View className="cd-tl">{inside}</View>
  return (
    <Tap className="cd-tl" label={title} onTap={onTap}>
      {inside}
    </Tap>
  )
}

interface SystemProps {
  readonly at: string
  readonly last?: boolean
  readonly children: ReactNode
}

function System({ at, last = false, children }: SystemProps) {
  return (
    <View className={last ? 'cd-tl cd-tl--last' : 'cd-tl'}>
      <View className="cd-tl__dot cd-tl__dot--small" />
      <View className="cd-tl__top">
        <View className="cd-tl__system">{children}</View>
        <View className="cd-tl__time">{formatTime(Date.parse(at), serverNow())}</View>
      </View>
    </View>
  )
}

/** 李经理转给林晓：客户在滨江 */
function formatMove(move: Assignment): string {
  const { action, oldAssignedTo, newAssignedTo, assignedBy, reason } = move
  const by = assignedBy?.name ?? '系统'
  if (action === 'claim') return `${by}从公海领取`
  if (action === 'merge') return `${by}${reason ?? '合并了客户'}`
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

const MOST_CHANGES = 3

/** 林晓把预算从13000元改成14000元，改了备注 */
function formatEdit(by: string, changes: NonNullable<TimelineEntry['changes']>): string {
  const fields = Object.entries(changes)
  const quoted = fields.flatMap(([field, change]) => {
    if (change === null) return []
    const [before, after] = change as unknown as readonly [never, never]
    return `${labelOfField(field)}从${formatValue(field, before)}改成${formatValue(field, after)}`
  })
  const names = fields.filter(([, change]) => change === null).map(([field]) => labelOfField(field))
  const bare = names.length > 0 ? [`改了${[...new Set(names)].join('、')}`] : []
  const all = [...quoted.map((one) => `把${one}`), ...bare]
  const more = all.length > MOST_CHANGES ? `，共${fields.length}处` : ''
  return `${by}${all.slice(0, MOST_CHANGES).join('，')}${more}`
}
