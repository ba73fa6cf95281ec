import { useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { useCustomer } from '../api'
import { FollowUpForm } from './follow-up-form'
import './follow-up.scss'

function FollowUpPage() {
  const { id = '' } = useParams('followUp')
  const customer = useCustomer(id)
  if (customer.data) return <FollowUpForm customer={customer.data} />
  return (
    <Screen title="记跟进" query={customer}>
      {null}
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'customer:edit', title: '记跟进' }, FollowUpPage)

export default guardPage(Permitted)
