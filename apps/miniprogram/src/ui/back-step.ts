import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

type Step = () => void

/** What going back does on the page in front; the last one comes first. */
let steps: readonly Step[] = []
const watchers = new Set<() => void>()

function change(next: readonly Step[]): void {
  steps = next
  for (const changed of watchers) changed()
}

const watch = (changed: () => void) => {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}

const goBack = () => steps.at(-1)?.()
const backOfNow = () => (steps.length > 0 ? goBack : undefined)

export interface BackStepOptions {
  /** Of the page itself: after all that has been opened on it. */
  readonly ofPage?: boolean
}

/**
 * While `on` is set and the page is in front, going back (the system's key or gesture, the browser's button, the arrow of
 * the bar) calls `step` instead of leaving the page: it closes what is open, or goes one step back.
 */
export function useBackStep(on: boolean, step: Step, { ofPage = false }: BackStepOptions = {}): void {
  const [front, setFront] = useState(true)
  useDidShow(() => setFront(true))
  useDidHide(() => setFront(false))
  const latest = useRef(step)
  latest.current = step
  useEffect(() => {
    if (!on || !front) return undefined
    const mine: Step = () => latest.current()
    change(ofPage ? [mine, ...steps] : [...steps, mine])
    return () => change(steps.filter((one) => one !== mine))
  }, [on, front, ofPage])
}

/** What going back does now; undefined when it leaves the page. */
export const useBack = (): Step | undefined => useSyncExternalStore(watch, backOfNow, backOfNow)
