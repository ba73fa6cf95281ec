import { View } from '@tarojs/components'
import { isPhone, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import type { AnyForm } from '@/app/form/form'
import { go } from '@/app/pages'
import { useDebounced } from '@/app/use-debounced'
import { formatDate } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { useNumberCheck, type NumberHit } from './api'
import { AskSheet, type SoughtNumber } from './transfers/ask-sheet'
import './number-hint.scss'

interface Numbers {
  readonly phone: string
  readonly wechatId: string
}

const isWhole = (phone: string) => isPhone(phoneDigits(phone)) && !phone.includes('*')

/** A hit with the number that was looked for. */
export type Hint = NumberHit & { readonly number: SoughtNumber }

/** Looks for other customers with the numbers of a form: a phone once it is whole, a WeChat id once it is left. */
export function useNumberHints<V extends Numbers>(form: AnyForm<V>, exceptId?: string) {
  const phone = useDebounced(useStore(form, ({ values, base }) => (values.phone === base.phone ? '' : values.phone)))
  const [wechatId, setWechatId] = useState('')
  const number = isWhole(phone) ? phoneDigits(phone) : ''
  const byPhone = useNumberCheck({ phone: number || null, ...(exceptId ? { exceptId } : {}) }, number !== '')
  const byWechat = useNumberCheck({ wechatId: wechatId || null, ...(exceptId ? { exceptId } : {}) }, wechatId !== '')
  const leaveWechat = () => {
    const { values, base } = form.getState()
    const id = values.wechatId.trim()
    setWechatId(id === base.wechatId.trim() || id.includes('**') ? '' : id)
  }
  const [phoneHit, wechatHit] = [byPhone.data?.phone, byWechat.data?.wechatId]
  return {
    phone: phoneHit && { ...phoneHit, number: { phone: number } },
    wechatId: wechatHit && { ...wechatHit, number: { wechatId } },
    leaveWechat,
  }
}

function formatHit({ where, merged, name, owner, lastContactAt }: NumberHit): string {
  if (where === 'deleted') return `${name}有这个号，删除过了，请经理恢复`
  if (merged && where === 'visible') return `有这个号的客户合并到${name}了`
  const contact = lastContactAt ? `，${formatDate(Date.parse(lastContactAt), serverNow())}联系过` : '，还没联系过'
  if (where === 'pool') return `${name}有这个号，在公海里${contact}`
  if (where === 'visible') return `${name}有这个号${contact}`
  return owner ? `${name}有这个号，在${owner}那里${contact}` : `${name}有这个号，还没分给谁${contact}`
}

/** Below a number: the customer who has it already, and the way there. */
export function NumberHint({ hit }: { readonly hit: Hint | null | undefined }) {
  const [asking, setAsking] = useState<SoughtNumber>()
  if (!hit) return null
  const { where, customerId } = hit
  const open = () => {
    if (customerId) go(where === 'pool' ? 'poolCustomer' : 'customerDetail', { id: customerId })
  }
  return (
    <View className="nh">
      <Icon name="info" size="xs" />
      <View className="nh__text">{formatHit(hit)}</View>
      {customerId ? (
        <Tap className="nh__go" role="link" onTap={open}>
          {where === 'pool' ? '去看看' : '打开'}
        </Tap>
      ) : null}
      {where === 'colleague' ? (
        <Tap className="nh__go" role="link" onTap={() => setAsking(hit.number)}>
          请同事转给我
        </Tap>
      ) : null}
      <AskSheet number={asking} owner={hit.owner} onClose={() => setAsking(undefined)} />
    </View>
  )
}
