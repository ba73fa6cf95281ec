import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { replace, useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { formatDate } from '@/ui/format-time'
import { Avatar } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { usePoolCustomer } from '../api'
import { NeedsCard } from '../detail/needs-card'
import { Beginning, Entries, entriesOf } from '../detail/history'
import { formatClaimableFrom, formatReleased, levelTone, statusTone } from '../format'
import { ClaimButton } from './claim-button'
import '../detail/detail.scss'

/** A customer of the public pool with the whole history, before it is claimed. */
function PoolCustomer() {
  const { id = '' } = useParams('poolCustomer')
  const query = usePoolCustomer(id)
  const data = query.data
  const now = serverNow()
  return (
    <Screen
      title="公海客户"
      query={query}
      pad={false}
      foot={
        data ? (
          <FootBar>
            {data.claimableFrom ? (
              <View className="cd-wait">
                {formatClaimableFrom(data.assignments[0], formatDate(Date.parse(data.claimableFrom), now))}
              </View>
            ) : (
              <ClaimButton grow id={id} name={data.customer.name} onClaimed={() => replace('customerDetail', { id })} />
            )}
          </FootBar>
        ) : null
      }
    >
      {({ customer, followUps, assignments }) => (
        <View className="cd">
          <Card>
            <View className="cd-head">
              <Avatar name={customer.name} />
              <View className="cd-head__text">
                <View className="cd-head__top">
                  <View className="cd-head__name">{customer.name}</View>
                  <Tag tone={levelTone(customer.leadLevel)}>{customer.leadLevel}</Tag>
                  <Tag tone={statusTone(customer.contractStatus)}>{customer.contractStatus}</Tag>
                </View>
                {customer.phone ? <View className="cd-number">{customer.phone}</View> : null}
                {assignments[0] ? <View className="cd-number">{formatReleased(assignments[0])}</View> : null}
              </View>
            </View>
          </Card>
          <NeedsCard customer={customer} onEdit={undefined} />
          <Card title="往来记录">
            <Entries entries={entriesOf(followUps, assignments)} />
            <Beginning customer={customer} />
          </Card>
        </View>
      )}
    </Screen>
  )
}

export default guardPage(PoolCustomer)
