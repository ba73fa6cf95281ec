import { Card } from '@/ui/card'
import type { CustomerDetail } from '../api'
import { formatDate } from '@/ui/format-time'
import { Fact } from './fact'

/** Where the customer came from and who has it. */
export function RecordCard({ customer: of }: { readonly customer: CustomerDetail }) {
  const now = Date.now()
  const day = (iso: string) => formatDate(Date.parse(iso), now)
  return (
    <Card title="记录">
      <Fact label="来源" value={of.leadSource} />
      <Fact label="经办" value={`${of.assignedToName}，${day(of.assignedAt)}起`} />
      <Fact label="录入" value={`${of.createdByName}，${day(of.createdAt)}`} />
      <Fact label="身份证" value={of.idCardNumber} />
      <Fact label="编号" value={of.customerId} />
    </Card>
  )
}
