import type { Entry } from '../api'

export type Line = Pick<Entry, 'id' | 'reason' | 'amount' | 'balanceAfter' | 'at' | 'orderId'>

/** Newest first. The hold for an answer and its release become one line with the cost. */
export function linesOf(entries: readonly Entry[]): readonly Line[] {
  const returned = new Map<string, Entry>()
  const held = new Map<string, Entry>()
  for (const entry of entries) {
    if (!entry.work) continue
    if (entry.kind === 'release') returned.set(entry.work, entry)
    if (entry.kind === 'hold') held.set(entry.work, entry)
  }
  return entries.flatMap((entry): readonly Line[] => {
    const { kind, work } = entry
    const [hold, release] = work ? [held.get(work), returned.get(work)] : []
    if (!hold || !release) return [entry]
    if (kind === 'hold') return []
    const amount = hold.amount + release.amount
    return [{ ...entry, amount, reason: amount === 0 ? 'AI 回答没写成，没有扣' : 'AI 回答' }]
  })
}
