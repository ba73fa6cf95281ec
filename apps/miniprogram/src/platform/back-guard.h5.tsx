import { useEffect } from 'react'
import type { BackGuardProps } from './back-guard.types'

/** In the state of a history entry: it stands above that of its page, and going back to the page is a step back in it. */
const MARK = 'stepBack'
/** Longer than a page takes to open: until then no entry is added. */
const NAVIGATION_MS = 500
/** By then what the step back has changed is drawn, and it is known whether there is another one. */
const DRAWN_MS = 40
/** A browser tells of a step in its history within this time. */
const LATE_MS = 300

let onBack: (() => void) | undefined
/** The entry of ours that is on top. */
let armed: { readonly mark: number; readonly href: string } | undefined
/** The entry that was left last: going forward leads to it. */
let left: number | undefined
let count = Date.now()
let heldUntil = 0
let timer: ReturnType<typeof setTimeout> | undefined
let leaving: Promise<void> | undefined
let arrived: (() => void) | undefined
/** The entry of ours that is being gone up to again, and what then happens. */
let rising: { readonly mark: number; readonly arrive: () => void; readonly arrival: Promise<void> } | undefined

const markOf = (state: unknown): number | undefined => {
  const mark = typeof state === 'object' && state !== null && MARK in state ? state[MARK] : undefined
  return typeof mark === 'number' ? mark : undefined
}

function later(ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(sync, ms)
}

function sync(): void {
  const held = heldUntil - Date.now()
  if (held > 0) return later(held)
  if (rising) return later(DRAWN_MS)
  if (onBack && armed === undefined) {
    const { href } = window.location
    armed = { mark: ++count, href }
    window.history.pushState({ ...(window.history.state as object | null), [MARK]: armed.mark }, '', href)
  } else if (!onBack && armed !== undefined) void goDown()
}

/** From our entry down to that of the page; the router hears nothing of it. */
function goDown(): Promise<void> {
  left = armed?.mark
  armed = undefined
  leaving = new Promise<void>((resolve) => {
    const done = () => {
      arrived = undefined
      leaving = undefined
      resolve()
    }
    arrived = done
    setTimeout(() => arrived === done && done(), LATE_MS)
    window.history.back()
  })
  return leaving
}

/**
 * From the entry of the page up to ours, at once: a second press while the first one is drawn is a step back again. No
 * entry is added for that, because Chrome's back key skips entries that a page adds without a touch.
 */
function goUp(entry: NonNullable<typeof armed>): void {
  let resolve = () => {}
  const arrival = new Promise<void>((done) => (resolve = done))
  const arrive = () => {
    if (rising?.arrival !== arrival) return
    rising = undefined
    if (markOf(window.history.state) === entry.mark) armed = entry
    resolve()
  }
  rising = { mark: entry.mark, arrive, arrival }
  setTimeout(arrive, LATE_MS)
  window.history.forward()
}

export function leaveGuard(): Promise<void> | undefined {
  heldUntil = Date.now() + NAVIGATION_MS
  if (onBack) later(NAVIGATION_MS)
  if (rising) return rising.arrival.then(() => (armed ? goDown() : undefined))
  return armed === undefined ? leaving : goDown()
}

/** First of all listeners, before the router's: to it our entries do not exist. */
window.addEventListener(
  'popstate',
  (event) => {
    const mark = markOf(event.state)
    if (arrived) {
      event.stopImmediatePropagation()
      return arrived()
    }
    if (armed !== undefined && mark === undefined) {
      const was = armed
      armed = undefined
      // An address that was typed by hand is no step back.
      if (window.location.href !== was.href) return
      left = was.mark
      event.stopImmediatePropagation()
      goUp(was)
      onBack?.()
      later(DRAWN_MS)
    } else if (rising && mark === rising.mark) {
      event.stopImmediatePropagation()
      rising.arrive()
      later(DRAWN_MS)
    } else if (mark !== undefined && mark !== armed?.mark) {
      // Forward to an entry whose step is over; or back to one that an address typed by hand has buried.
      if (mark === left) event.stopImmediatePropagation()
      armed = { mark, href: window.location.href }
      void goDown()
    }
  },
  true,
)

// After a reload the sheet or step is gone, and its entry too.
if (markOf(window.history.state) !== undefined) window.history.back()

export function BackGuard(props: BackGuardProps): null {
  const { onBack: mine } = props
  useEffect(() => {
    if (!mine) return undefined
    onBack = mine
    later(0)
    return () => {
      if (onBack !== mine) return
      onBack = undefined
      later(0)
    }
  }, [mine])
  return null
}
