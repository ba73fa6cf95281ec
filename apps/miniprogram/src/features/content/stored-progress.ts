import { READ_WHOLE_PERCENT } from '@qingpin/contract/content/content.rules'
import { getStored, setStored } from '@/platform/storage'

const KEY = 'reading-progress'
/** Articles that are remembered, the last read ones. */
const MOST = 50

type Entry = readonly [id: string, percent: number]

const isEntry = (value: unknown): value is Entry =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number'

function entries(): Entry[] {
  const stored = getStored(KEY)
  return Array.isArray(stored) ? stored.filter(isEntry) : []
}

/** How far an article has been read on this phone, in percent. */
export const storedProgress = (id: string): number => entries().find(([one]) => one === id)?.[1] ?? 0

/** Stores how far an article was read; what was read once stays read. */
export function storeProgress(id: string, percent: number): void {
  const before = storedProgress(id)
  const others = entries().filter(([one]) => one !== id)
  setStored(KEY, [[id, Math.max(before, percent)] satisfies Entry, ...others].slice(0, MOST))
}

/** 看到40%, 看完了, or nothing. */
export function progressWords(id: string): string {
  const percent = storedProgress(id)
  if (percent >= READ_WHOLE_PERCENT) return '看完了'
  return percent >= 10 ? `看到${percent}%` : ''
}
