import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import type { CustomerDetail } from '../api'
import { useCustomerLists } from './api'
import './match-card.scss'

const STATES = { open: '能看', expired: '过期了', revoked: '收回了' } as const

/** From the demand to workers: the way to matching, and the lists that were sent already. */
export function MatchCard({ customer: { id: customerId } }: { readonly customer: CustomerDetail }) {
  const lists = useCustomerLists(customerId)
  const now = serverNow()
  return (
    <Card title="配阿姨" pad="rows">
      {(lists.data?.items ?? []).map(({ id, recipient, workers, liked, slots, state, unseen, createdAt }) => (
        <Row
          key={id}
          title={`给${recipient}的名单，${workers}位${unseen ? '，有新回音' : ''}`}
          note={[
            `${formatTime(Date.parse(createdAt), now)}发的，${STATES[state]}`,
            liked > 0 ? `想见${liked}位` : '',
            slots > 0 ? `提了${slots}个时间` : '',
          ]
            .filter(Boolean)
            .join('，')}
          onTap={() => go('shortlistDetail', { id })}
        />
      ))}
      <View className="cm-card__go">
        <Button kind="sec2" size="m" grow onTap={() => go('customerMatch', { id: customerId })}>
          找合适的阿姨
        </Button>
      </View>
    </Card>
  )
}
