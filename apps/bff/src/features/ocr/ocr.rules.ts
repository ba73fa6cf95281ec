import { PROOF_MINUTES } from '@qingpin/contract/ocr/ocr.rules'
import type { OcrPort } from '../../ports/ocr.port.ts'
import type { OcrOutcome } from './ocr.table.ts'

export const PROOF_MS = PROOF_MINUTES * 60_000

/** Readings of one provider with one outcome. */
interface ReadingCount {
  provider: OcrPort['provider']
  outcome: OcrOutcome
  count: number
}

/** How many of a provider's calls are used up: every one that it answered. */
export const usedBy = (provider: string, counts: readonly ReadingCount[]): number =>
  counts
    .filter((one) => one.provider === provider && one.outcome !== 'unavailable')
    .reduce((total, one) => total + one.count, 0)

/** Whether a provider still reads today: its quota is not used up by our count, nor by its own. */
export function mayRead({ provider, dailyCalls }: OcrPort, counts: readonly ReadingCount[]): boolean {
  if (dailyCalls === null) return true
  const refused = counts.some((one) => one.provider === provider && one.outcome === 'quota')
  return !refused && usedBy(provider, counts) < dailyCalls
}
