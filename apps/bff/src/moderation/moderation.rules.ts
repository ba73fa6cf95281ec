import { MINUTE_MS } from '@qingpin/contract/core/days'

/** The queue that asks again for a verdict: about nine hours of tries. */
export const MODERATION = { name: 'moderation', retries: 12, baseMs: MINUTE_MS, leaseMs: MINUTE_MS } as const
/** When a text that could not be judged is judged for the first time after it was accepted. */
export const FIRST_TRY_MS = MINUTE_MS

/** Texts that staff is shown at once for review. */
export const MOST_REVIEWED = 50

export interface FieldText {
  field: string
  text: string
}

/** Texts in groups that fit into one call of the vendor each, so that a long form costs no more than a short one. */
export function groupsOf(texts: readonly FieldText[], longest: number): FieldText[][] {
  const groups: FieldText[][] = []
  let left = 0
  for (const one of texts) {
    const length = [...one.text].length + 1
    if (length > left) {
      groups.push([])
      left = longest
    }
    groups.at(-1)?.push(one)
    left -= length
  }
  return groups
}
