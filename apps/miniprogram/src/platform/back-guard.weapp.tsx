import { PageContainer } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import type { BackGuardProps } from './back-guard.types'

/** WeChat takes a container away before it hears of a new value, so the two need a moment between them. */
const PAUSE_MS = 60
/** Longer than a page takes to open: until then the container stays away. */
const NAVIGATION_MS = 600

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const shownOnes = new Set<() => void>()
let leftAt = 0

/** Going back closes a page-container and leaves the page, `navigateBack` too: it has to be closed before. */
export function leaveGuard(): Promise<void> | undefined {
  leftAt = Date.now()
  if (shownOnes.size === 0) return undefined
  for (const hide of shownOnes) hide()
  return pause(PAUSE_MS)
}

/** An empty, invisible page-container (https://developers.weixin.qq.com, page-container): WeChat goes back to it first. */
export function BackGuard({ onBack }: BackGuardProps) {
  const [shown, setShown] = useState(false)
  const [round, setRound] = useState(0)
  const latest = useRef(onBack)
  latest.current = onBack
  const on = onBack !== undefined
  useEffect(() => {
    if (!on) return setShown(false)
    const wait = Math.max(PAUSE_MS, leftAt + NAVIGATION_MS - Date.now())
    const timer = setTimeout(() => setShown(true), leftAt === 0 ? 0 : wait)
    return () => clearTimeout(timer)
  }, [on, round])
  useEffect(() => {
    if (!shown) return undefined
    const hide = () => {
      setShown(false)
      setRound((before) => before + 1)
    }
    shownOnes.add(hide)
    return () => void shownOnes.delete(hide)
  }, [shown])
  // Closed by us it is not shown any more when it says that it has left.
  const isShown = useRef(shown)
  isShown.current = shown
  const left = () => {
    if (!isShown.current) return
    isShown.current = false
    setShown(false)
    leftAt = Date.now() - NAVIGATION_MS
    setRound((before) => before + 1)
    latest.current?.()
  }
  return (
    <PageContainer
      show={shown}
      overlay={false}
      duration={10}
      customStyle="height: 0; min-height: 0; background: transparent"
      onAfterLeave={left}
    />
  )
}
