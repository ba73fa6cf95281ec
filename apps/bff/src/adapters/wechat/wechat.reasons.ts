import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'

/** Error codes of any call that only the agency can do something about. */
const REASONS: readonly (readonly [readonly number[], RefusalReason])[] = [
  // App id or secret are wrong, or the access token is refused although it is new.
  [[40001, 40013, 40014, 40125, 41002, 41004, 42001, 89503, 89506, 89507], 'bad-key'],
  // The address of this server is not on the list; the account may not call this; the mini program is banned.
  [[40164, 48001, 48004, 50001, 50002, 61004, 61007, 85009, 101003], 'our-setup'],
  [[45009], 'used-up'],
]
export const reasonOf = (errcode: number): RefusalReason | undefined =>
  REASONS.find(([codes]) => codes.includes(errcode))?.[1]
