import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import type { CustomerDetail } from '../api'
import { formatNext, formatPlan } from '../format'

/** When the customer is due again, and the way to note a follow-up. */
export function PlanFoot({ customer }: { readonly customer: CustomerDetail }) {
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
