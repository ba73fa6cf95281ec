import { can } from '@qingpin/contract/core/policy'
import { mayMerge } from '@qingpin/contract/customers/customers.policy'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Card } from '@/ui/card'
import { formatDate } from '@/ui/format-time'
import { Row } from '@/ui/row'
import type { CustomerDetail } from '../api'
import { useMergedInto } from './api'
import { DeleteSheet } from './delete-sheet'
import { RestoreButton } from './restore-button'
import '../transfers/transfers.scss'

/** Below a customer: merging with a double, what was merged into it and can be taken out, and deleting. */
export function TidyCard({ customer }: { readonly customer: CustomerDetail }) {
  const { id, assignedTo } = customer
  const account = useAccount()
  const merges = account !== undefined && mayMerge(account.role, assignedTo?._id === account.id)
  const deletes = account !== undefined && can(account.role, 'customer:remove')
  const [deleting, setDeleting] = useState(false)
  if (!merges && !deletes) return null
  return (
    <>
      <Merged id={id} />
      <Card pad="rows">
        {merges ? <Row title="和另一位合并" note="同一个人录了两次" onTap={() => go('customerMerge', { id })} /> : null}
        {deletes ? <Row title="删除客户" danger opens={false} onTap={() => setDeleting(true)} /> : null}
      </Card>
      {deletes ? <DeleteSheet customer={customer} open={deleting} onClose={() => setDeleting(false)} /> : null}
    </>
  )
}

function Merged({ id }: { readonly id: string }) {
  const { data } = useMergedInto(id)
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title="合并进来的">
      {items.map((one) => (
        <View key={one.id} className="ct-row">
          <View className="ct-row__text">
            <View>{one.name}</View>
            <View className="ct-line">{formatDate(Date.parse(one.until), serverNow())}前能拆开</View>
          </View>
          <RestoreButton removed={one} />
        </View>
      ))}
    </Card>
  )
}
