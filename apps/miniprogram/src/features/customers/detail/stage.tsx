import { CONTRACT_STATUSES, LEAD_LEVELS } from '@qingpin/contract/customers/customers.enums'
import { mayGiveLevel, maySign } from '@qingpin/contract/customers/customers.policy'
import { can } from '@qingpin/contract/core/policy'
import { isApiError } from '@qingpin/contract/client'
import { useRef, useState } from 'react'
import { deliverEdit } from '@/app/outbox/sender'
import { go } from '@/app/pages'
import { LeaveSignedSheet } from '@/features/placements'
import { useAccount } from '@/app/session'
import { useAction } from '@/app/use-action'
import { PickOneSheet } from '@/ui/picker-sheet'
import { problemOf } from '@/ui/read-error'
import { Tag, type Tone } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { customerChanged, type CustomerDetail } from '../api'
import { formatStored } from '../outbox/items'

const STAGES = {
  leadLevel: { title: '级别', options: LEAD_LEVELS },
  contractStatus: { title: '到哪一步了', options: CONTRACT_STATUSES },
} as const

interface StageProps {
  readonly customer: CustomerDetail
  readonly name: keyof typeof STAGES
  readonly tone: Tone
}

/** The level or the status of a customer, changed where it is read. */
export function Stage({ customer, name, tone }: StageProps) {
  const { id, version } = customer
  const value = customer[name]
  const account = useAccount()
  const [open, setOpen] = useState(false)
  const [leaving, setLeaving] = useState<string>()
  const picked = useRef<string>()
  const { run, busy } = useAction(
    async (next: string) => {
      picked.current = next
      const written = { kind: 'edit', name: customer.name, customerId: id } as const
      const sent = await deliverEdit({ ...written, body: { [name]: next, version }, base: { [name]: value } })
      customerChanged(id)
      toast(sent ? `改成${next}了` : formatStored(id))
    },
    {
      problemOf: (error) => {
        if (isApiError(error) && error.code === 'PLACEMENT_END_REASON') {
          setLeaving(picked.current)
          return undefined
        }
        toast(problemOf(error).text)
        customerChanged(id)
        return undefined
      },
    },
  )
  if (!account || !can(account.role, 'customer:edit')) return <Tag tone={tone}>{value}</Tag>
  const isOwner = customer.assignedTo?._id === account.id
  const options = STAGES[name].options.filter(
    ({ value: one }) =>
      one === value ||
      (name === 'leadLevel'
        ? mayGiveLevel(account.role, one as (typeof LEAD_LEVELS)[number]['value'])
        : maySign(account.role, isOwner) || (one !== '已签约' && value !== '已签约')),
  )
  const pick = (next: string) => {
    // Signing says with which worker.
    if (next === '已签约' && value !== next) return go('placementTerms', { customer: id })
    if (next !== value && !busy) void run(next)
  }
  return (
    <>
      <Tap className="cd-stage" label={`${STAGES[name].title}：${value}，改`} onTap={() => setOpen(true)}>
        <Tag tone={tone}>{value}</Tag>
      </Tap>
      <PickOneSheet<string>
        open={open}
        title={STAGES[name].title}
        options={options}
        value={value}
        onPick={pick}
        onClose={() => setOpen(false)}
      />
      <LeaveSignedSheet customer={customer} next={leaving} onClose={() => setLeaving(undefined)} />
    </>
  )
}
