/**
 * What waits for a member of staff today, beside the numbers on top: one line each, with a count that is the length of
 * the list that it opens. A new one is a kind here, a reader in its feature's `today.service.ts` (`customers` has the
 * first), and a line in the app's `pages/home/today-groups.tsx`.
 */
export const TODAY_GROUPS = [
  'risk',
  'escalated',
  'transfers',
  'shortlists',
  'silent',
  'recycling',
  'placement-contract',
  'placement-trial',
  'unassigned',
] as const
export type TodayGroupKind = (typeof TODAY_GROUPS)[number]
