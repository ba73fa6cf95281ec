import { useCallback, useEffect, useRef, useState } from 'react'
import { useVisibleInterval } from '@/app/use-visible-interval'
import { confirmOrder, isOpen, type Order, readOrder } from '../api'

/** The waits between the requests to WeChat, in seconds, about a minute in total. */
const ASKS = [0, 1, 2, 3, 5, 8, 10, 15, 15]
const LOOK_EVERY_MS = 2500
/** How often a poll of the code screen asks WeChat as well, in case its webhook was lost. */
const ASK_EVERY = 4

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * `waiting`: not paid yet. `asking`: the server asks WeChat. `unsure`: no result within a minute.
 */
export type Phase = 'waiting' | 'asking' | 'unsure'

/** Polls an order until it is paid or closed. Polling has no effect on the payment. */
export function usePayment(order: Pick<Order, 'id' | 'state'>, start: Phase): { phase: Phase; ask: () => void } {
  const { id } = order
  const open = isOpen(order)
  const [phase, setPhase] = useState<Phase>(start)
  const asking = useRef(open)
  useEffect(() => {
    asking.current = open
    return () => {
      asking.current = false
    }
  }, [open])

  const ask = useCallback(async () => {
    setPhase('asking')
    for (const seconds of ASKS) {
      await pause(seconds * 1000)
      if (!asking.current) return
      // A failed request is ignored; the next poll may succeed.
      const now = await confirmOrder(id).catch(() => undefined)
      if (now && !isOpen(now)) return
    }
    if (asking.current) setPhase('unsure')
  }, [id])

  useEffect(() => {
    if (start === 'asking') void ask()
  }, [start, ask])

  const looks = useRef(0)
  const look = () => {
    looks.current += 1
    const one = looks.current % ASK_EVERY === 0 ? confirmOrder : readOrder
    one(id).catch(() => undefined)
  }
  useVisibleInterval(look, LOOK_EVERY_MS, open && phase === 'waiting')

  return { phase, ask: () => void ask() }
}
