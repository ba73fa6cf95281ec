import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { mayRelease } from '@qingpin/contract/customers/customers.policy'
import { useState } from 'react'
import { go, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Skeleton } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import { assignCustomer, customerChanged, useCustomer, type CustomerDetail } from '../api'
import { formatNext, formatPlan } from '../format'
import { useContact } from '../use-contact'
import { AssignSheet } from './assign-sheet'
import { ReleaseSheet } from './release-sheet'
import { HeadCard } from './head-card'
import { NeedsCard } from './needs-card'
import { Timeline } from './timeline'
import { Card } from '@/ui/card'
import { formatDate } from '@/ui/format-time'
import { Fact } from './fact'
import './detail.scss'

function CustomerDetailPage() {
  const { id = '' } = useParams('customerDetail')
  const customer = useCustomer(id)
  const contact = useContact(id)
  const account = useAccount()
  const mayEdit = account !== undefined && can(account.role, 'customer:edit')
  return (
    <Screen
      title="客户"
      query={customer}
      pad={false}
      skeleton={
        <View className="cd">
          <Skeleton rows={3} />
        </View>
      }
      foot={customer.data ? <Foot customer={customer.data} /> : null}
    >
      {(data) => (
        <View className="cd">
          <HeadCard customer={data} contact={contact} />
          <NeedsCard customer={data} onEdit={mayEdit ? () => go('customerEdit', { id }) : undefined} />
          <Timeline customer={data} />
          <RecordCard
            customer={data}
            mayAssign={account !== undefined && can(account.role, 'customer:assign')}
            mayRelease={account !== undefined && mayRelease(account.role, data.assignedTo?._id === account.id)}
          />
        </View>
      )}
    </Screen>
  )
}

function Foot({ customer }: { readonly customer: CustomerDetail }) {
  const account = useAccount()
  const { id, nextFollowUpAt } = customer
  const now = serverNow()
  const late = nextFollowUpAt !== null && formatNext(customer, now)?.tone === 'bad'
  return (
    <View className="cd-foot">
      <View className="cd-foot__plan">
        <View className="cd-foot__k">{late ? '该跟进了' : '下次跟进'}</View>
        <View className={late ? 'cd-foot__v cd-foot__v--bad' : 'cd-foot__v'}>
          {nextFollowUpAt ? formatPlan(nextFollowUpAt, now) : '还没约'}
        </View>
      </View>
      {account && can(account.role, 'customer:edit') ? (
        <Button className="cd-foot__act" onTap={() => go('followUp', { id })}>
          记跟进
        </Button>
      ) : null}
    </View>
  )
}

interface RecordCardProps {
  readonly customer: CustomerDetail
  readonly mayAssign: boolean
  readonly mayRelease: boolean
}

/** Source, owner and creator of the customer, and how the owner changes. */
function RecordCard({ customer: of, mayAssign, mayRelease: releases }: RecordCardProps) {
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

export default guardPage(CustomerDetailPage)
