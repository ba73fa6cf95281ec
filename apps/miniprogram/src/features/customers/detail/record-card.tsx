import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { formatDate } from '@/ui/format-time'
import { toast } from '@/ui/toast'
import { assignCustomer, customerChanged, type CustomerDetail } from '../api'
import { AssignSheet } from './assign-sheet'
import { Fact } from './fact'
import { ReleaseSheet } from './release-sheet'

interface RecordCardProps {
  readonly customer: CustomerDetail
  readonly mayAssign: boolean
  readonly mayRelease: boolean
}

/** Source, owner and creator of the customer, and how the owner changes. */
export function RecordCard({ customer: of, mayAssign, mayRelease: releases }: RecordCardProps) {
  const [open, setOpen] = useState<'assign' | 'release'>()
  const close = () => setOpen(undefined)
  const now = serverNow()
  const day = (iso: string) => formatDate(Date.parse(iso), now)
  return (
    <Card title="记录" more={mayAssign ? { text: '转给同事', onTap: () => setOpen('assign') } : undefined}>
      <Fact label="来源" value={of.leadSource} />
      <Fact label="经办" value={`${of.assignedToName}，${day(of.assignedAt)}起`} />
      <Fact label="录入" value={`${of.createdByName}，${day(of.createdAt)}`} />
      <Fact label="身份证" value={of.idCardNumber} />
      <Fact label="编号" value={of.customerId} />
      {releases ? (
        <Button kind="text" size="m" onTap={() => setOpen('release')}>
          放回公海
        </Button>
      ) : null}
      {mayAssign ? (
        <AssignSheet
          ownerId={of.assignedTo?._id}
          open={open === 'assign'}
          onClose={close}
          onAssign={async (body, key, name) => {
            await assignCustomer(of.id, body, key)
            customerChanged(of.id)
            toast(`转给${name}了`)
          }}
        />
      ) : null}
      {releases ? <ReleaseSheet customer={of} open={open === 'release'} onClose={close} /> : null}
    </Card>
  )
}
