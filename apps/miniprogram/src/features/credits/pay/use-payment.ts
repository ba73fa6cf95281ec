import { useCallback, useEffect, useRef, useState } from 'react'
import { useVisibleInterval } from '@/app/use-visible-interval'
import { confirmOrder, isOpen, type Order, readOrder } from '../api'

/** The waits between the requests to WeChat, in seconds, about a minute in total. */
const ASKS = [0, 1, 2, 3, 5, 8, 10, 15, 15]
const LOOK_EVERY_MS = 3000
/** The first poll of the code screen asks WeChat, and every third one after it: its webhook may be lost. */
const ASK_EVERY = 3

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * `waiting`: not paid yet. `asking`: the server asks WeChat. `unsure`: no result within a minute.
 */
export type Phase = 'waiting' | 'asking' | 'unsure'

interface Payment {
  readonly phase: Phase
  readonly ask: () => void
  /** Back to waiting for the payment, because it was not made after all. */
  readonly wait: () => void
}

/** Polls an order until it is paid or closed. Polling has no effect on the payment. */
export function usePayment(order: Pick<Order, 'id' | 'state'>, start: Phase): Payment {
  const { id } = order
  const open = isOpen(order)
  const [phase, setPhase] = useState<Phase>(start)
  // One round of requests at a time: a new round, or none, ends the one before.
  const round = useRef(0)
  useEffect(
    () => () => {
      round.current += 1
    },
    [open],
  )

  const ask = useCallback(async () => {
    round.current += 1
    const mine = round.current
    setPhase('asking')
    for (const seconds of ASKS) {
      await pause(seconds * 1000)
      if (mine !== round.current) return
      // A failed request is ignored; the next poll may succeed.
      const now = await confirmOrder(id).catch(() => undefined)
      if (now && !isOpen(now)) return
    }
    if (mine === round.current) setPhase('unsure')
  }, [id])

  const wait = useCallback(() => {
    round.current += 1
    setPhase('waiting')
  }, [])

  useEffect(() => {
    if (start === 'asking' && open) void ask()
  }, [start, open, ask])

  const looks = useRef(0)
  const look = () => {
    const one = looks.current % ASK_EVERY === 0 ? confirmOrder : readOrder
    looks.current += 1
    one(id).catch(() => undefined)
  }
  useVisibleInterval(look, LOOK_EVERY_MS, open && phase === 'waiting')

  return { phase, ask: () => void ask(), wait }
}
