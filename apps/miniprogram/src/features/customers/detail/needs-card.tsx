import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { Card } from '@/ui/card'
import type { CustomerDetail } from '../api'
import { formatPayRange, formatStart } from '../format'
import { DemandSheet, type DemandLine } from '../demand/demand-sheet'
import { Fact } from './fact'

const joined = (...parts: readonly (string | null | undefined | false)[]) => parts.filter(Boolean).join('，')

interface NeedsCardProps {
  readonly customer: CustomerDetail
  /** Absent where the viewer may not edit. */
  readonly onEdit: (() => void) | undefined
}

/** What the customer is looking for. */
export function NeedsCard({ customer: of, onEdit }: NeedsCardProps) {
  const [open, setOpen] = useState<DemandLine>()
  const line = (label: DemandLine) => ({ label, onTap: onEdit ? () => setOpen(label) : undefined })
  const start = formatStart(of, serverNow())
  const born = of.expectedStartDate === null && of.expectedDeliveryDate !== null
  const wishes = joined(
    of.ageRequirement,
    of.genderRequirement,
    of.originRequirement,
    of.educationRequirement,
    of.needRemarks,
    of.needWorkContent,
  )
  return (
    <Card title="需求" more={onEdit && { text: '修改', onTap: onEdit }}>
      <Fact
        {...line('工种')}
        value={joined(
          of.serviceCategory ?? '还没定',
          of.serviceDays ? `${of.serviceDays}天` : of.needServicePeriod,
          of.stayIn,
        )}
      />
      <Fact
        {...line('上户')}
        value={start ? `${start}${born ? '（预产期）' : ''}` : (of.needOnboardingTime ?? '日子还没定')}
      />
      <Fact
        {...line('预算')}
        value={formatPayRange(of) ?? of.needSalary ?? '还没问'}
        pay={Boolean(of.salaryBudget ?? of.needSalary)}
      />
      <Fact {...line('休息')} value={of.restSchedule ?? of.needRestTime} />
      <Fact
        {...line('家里')}
        value={joined(
          (of.familySize ?? 0) > 0 && `${of.familySize}口人`,
          (of.homeArea ?? 0) > 0 && `${of.homeArea}平方米`,
          of.needFamilyMembers,
        )}
      />
      <Fact {...line('住址')} value={of.address ?? of.area ?? of.needServiceAddress} />
      <Fact {...line('要求')} value={wishes} />
      <Fact {...line('看重')} value={joined(...of.likes)} />
      <Fact {...line('备注')} value={of.remarks} />
      {open ? <DemandSheet customer={of} line={open} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  )
}
