import { View } from '@tarojs/components'
import { go, useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Skeleton } from '@/ui/skeleton'
import { Button } from '@/ui/button'
import { seenCard, useCustomer } from '../api'
import { WorkBar } from '../work-bar'
import { CustomerRecord } from './customer-record'
import { PlanFoot } from './plan-foot'

function CustomerDetailPage() {
  const { id = '' } = useParams('customerDetail')
  const customer = useCustomer(id)
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
      bar={<WorkBar customerId={id} />}
      help={
        seenCard(id) ? (
          <Button kind="plain" onTap={() => go('followUp', { id })}>
            没网也能记一条跟进
          </Button>
        ) : undefined
      }
      foot={customer.data ? <PlanFoot customer={customer.data} /> : null}
    >
      {(data) => <CustomerRecord customer={data} />}
    </Screen>
  )
}

export default guardPage(CustomerDetailPage)
