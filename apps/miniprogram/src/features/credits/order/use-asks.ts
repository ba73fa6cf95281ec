import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { confirmOrder, isOpen, type Order } from '../api'

/** When WeChat is asked about an open order, in seconds after the page opened: its webhook may be lost or late. */
const ASK_AFTER = [0, 5, 10, 20, 40]

/** Until the first answer an order may be paid already, whatever its state says. */
export type ConfirmState = 'asking' | 'answered' | 'failed'

/** Asks WeChat about an open order by itself while the page is shown. */
export function useAsks({ id, state }: Pick<Order, 'id' | 'state'>): ConfirmState {
  const open = isOpen({ state })
  const [asked, setAsked] = useState<ConfirmState>('asking')
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!open || !shown) return undefined
    const answered = () => setAsked('answered')
    const failed = () => setAsked((before) => (before === 'answered' ? before : 'failed'))
    const timers = ASK_AFTER.map((seconds) =>
      setTimeout(() => void confirmOrder(id).then(answered, failed), seconds * 1000),
    )
    return () => timers.forEach(clearTimeout)
  }, [id, open, shown])
  return asked
}
