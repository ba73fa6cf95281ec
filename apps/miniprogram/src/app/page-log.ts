import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { environment, sendBeacon } from '@/platform/beacon'
import { currentPage } from '@/platform/navigate'
import { onPageLeft } from '@/platform/page-left'

/** What a page itself asks for goes first. */
const AFTER_MS = 3000

let on = false
/** At launch. Screens that are tested alone report nothing. */
export const startPageLog = (): void => void (on = true)

interface Stay {
  readonly page: string
  readonly since: number
  loadTime?: number | undefined
  timer?: ReturnType<typeof setTimeout> | undefined
}

function report(page: string, line: object): void {
  sendBeacon('/api/miniprogram-access-log', JSON.stringify({ url: `/${page}`, environment, ...line }))
}

/** Reports that a page was shown, how long its content took, and how long it was looked at; nothing of who did. */
export function usePageLog(ready: boolean): void {
  const began = useRef(Date.now())
  const stay = useRef<Stay>()
  const isFirst = useRef(true)

  const shown = (mine: Stay) => {
    clearTimeout(mine.timer)
    if (mine.timer === undefined) return
    mine.timer = undefined
    report(mine.page, { loadTime: mine.loadTime })
  }
  const begin = () => {
    if (!on || stay.current) return
    const mine: Stay = { page: currentPage(), since: Date.now() }
    mine.timer = setTimeout(() => shown(mine), AFTER_MS)
    stay.current = mine
  }
  const leave = () => {
    const mine = stay.current
    if (!mine) return
    shown(mine)
    stay.current = undefined
    report(mine.page, { event: 'page_unload', stayDuration: Date.now() - mine.since })
  }
  const latest = useRef({ begin, leave })
  latest.current = { begin, leave }

  useDidShow(begin)
  useDidHide(leave)
  useEffect(() => {
    const offPage = onPageLeft({ left: () => latest.current.leave(), back: () => latest.current.begin() })
    return () => {
      offPage()
      latest.current.leave()
    }
  }, [])
  useEffect(() => {
    if (!ready || !isFirst.current) return
    isFirst.current = false
    if (stay.current) stay.current.loadTime = Date.now() - began.current
  }, [ready])
}
