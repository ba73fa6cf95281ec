import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { mayRelease } from '@qingpin/contract/customers/customers.policy'
import { AuditLink } from '@/app/audit-link'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { CustomerPlacements } from '@/features/placements'
import type { CustomerDetail } from '../api'
import { TidyCard } from '../removal/tidy-card'
import { CustomerTransfers } from '../transfers/customer-transfers'
import { useContact } from '../use-contact'
import { MatchCard } from '../match/match-card'
import { HeadCard } from './head-card'
import { NeedsCard } from './needs-card'
import { RecordCard } from './record-card'
import { Timeline } from './timeline'
import './detail.scss'

/** All that is known of a customer, in cards: the content of the page, and on a desk of the pane beside the list. */
export function CustomerRecord({ customer }: { readonly customer: CustomerDetail }) {
  const { id } = customer
  const contact = useContact(customer)
  const account = useAccount()
  const mayEdit = account !== undefined && can(account.role, 'customer:edit')
  return (
    <View className="cd">
      <HeadCard customer={customer} contact={contact} />
      <NeedsCard customer={customer} onEdit={mayEdit ? () => go('customerEdit', { id }) : undefined} />
      <CustomerPlacements customer={customer} />
      {mayEdit ? <MatchCard customer={customer} /> : null}
      <Timeline customer={customer} />
      <CustomerTransfers id={id} />
      <RecordCard
        customer={customer}
        mayAssign={account !== undefined && can(account.role, 'customer:assign')}
        mayRelease={account !== undefined && mayRelease(account.role, customer.assignedTo?._id === account.id)}
      />
      <AuditLink record={id} />
      <TidyCard customer={customer} />
    </View>
  )
}
