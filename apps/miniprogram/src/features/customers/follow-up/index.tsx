import { useState } from 'react'
import { useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { isNetworkError } from '@/platform/network-error'
import { seenCard, useCustomer } from '../api'
import { useCall } from '../call'
import { useHeldItem } from '../outbox/items'
import { FollowUpForm } from './follow-up-form'
import './follow-up.scss'

function FollowUpPage() {
  const { id = '', item: itemId, call: asked } = useParams('followUp')
  const [call] = useState(() => (asked ? callOf(id) : undefined))
  const item = useHeldItem(itemId)
  const customer = useCustomer(id)
  // Without network a customer may be known by its row in the list, or by what was written before, only.
  const away = customer.offline || isNetworkError(customer.error)
  const known = customer.data ?? (item ? nameOnly(id, item.name) : away ? seenCard(id) : undefined)
  if (known) return <FollowUpForm key={id} customer={known} item={item} call={call} />
  return (
    <Screen title="记跟进" query={customer}>
      {null}
    </Screen>
  )
}

const callOf = (id: string) => {
  const { call } = useCall.getState()
  return call?.id === id ? call : undefined
}

const nameOnly = (id: string, name: string) => ({ id, name, nextFollowUpAt: null, contractStatus: '' })

const Permitted = withPermission({ permission: 'customer:edit', title: '记跟进' }, FollowUpPage)

export default guardPage(Permitted)
