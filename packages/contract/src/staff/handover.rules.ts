/** Limits of a handover and how customers are shared out. Free of zod. */

/** Colleagues among whom the customers of one person may be shared. */
export const HEIRS_MOST = 10
/** Parts of the whole that one heir may get. */
export const SHARE_MOST = 100
export const HANDOVER_REASON_MAX = 200

export interface Heir {
  readonly id: string
  /** Parts of the whole: two heirs of 1 and 3 get a quarter and three quarters. */
  readonly share: number
}

/** Who gets the next customer: the heir who has the fewest for their share; undefined without heirs. */
export function nextHeir<H extends Heir>(heirs: readonly H[], given: Readonly<Record<string, number>>): H | undefined {
  const load = ({ id, share }: Heir) => ((given[id] ?? 0) + 1) / share
  return heirs.reduce<H | undefined>(
    (best, one) => (best === undefined || load(one) < load(best) ? one : best),
    undefined,
  )
}

/** How many of so many customers each heir gets. */
export function shareOut(heirs: readonly Heir[], customers: number): Record<string, number> {
  const given: Record<string, number> = {}
  for (let i = 0; i < customers; i++) {
    const heir = nextHeir(heirs, given)
    if (heir) given[heir.id] = (given[heir.id] ?? 0) + 1
  }
  return given
}
