import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { HttpReply } from '@/platform/http-message'

/** How much later the server's clock is than this phone's, in ms. Phones are wrong by minutes, some by days. */
let offset = 0

/** Below this a difference may come from the way that a reply took. */
const NOTICEABLE_MS = 2000

/** The server's time in epoch ms, as far as its replies show it, so that 今天 and 逾期 mean the same here. */
export const serverNow = (): number => Date.now() + offset

const isCached = ({ header }: HttpReply): boolean => /max-age=[1-9]/.test(header['cache-control'] ?? '')

/** Reads the time of the server from a reply; one that a cache may have kept tells nothing. */
export function noteServerTime(reply: HttpReply, sentAt: number, receivedAt: number): void {
  const { data } = reply
  const stamp = typeof data === 'object' && data !== null && 'timestamp' in data ? data.timestamp : undefined
  if (typeof stamp !== 'number' || !Number.isFinite(stamp) || isCached(reply)) return
  const found = stamp - (sentAt + receivedAt) / 2
  const tolerance = Math.max(NOTICEABLE_MS, receivedAt - sentAt)
  if (Math.abs(found - offset) > tolerance) offset = found
}

const untilTomorrow = (): number => startOfDay(serverNow()) + DAY_MS - serverNow()

/**
 * The server's time, again after each midnight in Beijing and whenever the page is shown, so that 今天 does not stay
 * yesterday. @param onNewDay called when a day has begun since the last time
 */
export function useServerDay(onNewDay?: () => void): number {
  const [now, setNow] = useState(serverNow)
  const day = startOfDay(now)
  const look = () => {
    if (startOfDay(serverNow()) === day) return
    setNow(serverNow())
    onNewDay?.()
  }
  useDidShow(look)
  useEffect(() => {
    const timer = setTimeout(look, untilTomorrow() + 1000)
    return () => clearTimeout(timer)
  })
  return now
}
