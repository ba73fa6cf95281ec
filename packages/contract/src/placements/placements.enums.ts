import { type Choice, labelChoices, type ValueOf } from '../core/choices.ts'

/** The dictionaries of placements. */

export const PAY_UNITS = labelChoices('月', '26天', '天', '小时')
/** Why a placement ended. */
export const END_CAUSES = [
  { value: 'done', label: '合同到期' },
  { value: 'customer', label: '客户不满意' },
  { value: 'worker', label: '阿姨不做了' },
  { value: 'needless', label: '客户不需要了' },
  { value: 'replaced', label: '换了阿姨' },
  { value: 'refund', label: '退款' },
  { value: 'other', label: '其他' },
] as const satisfies readonly Choice[]
/** What staff may choose themselves; a replacement sets its own cause. */
export const CHOSEN_CAUSES = END_CAUSES.filter(({ value }) => value !== 'replaced')
export const PLACEMENT_ACTIONS = [
  { value: 'start', label: '上户' },
  { value: 'change', label: '修改' },
  { value: 'pass', label: '试工通过' },
  { value: 'end', label: '下户' },
] as const satisfies readonly Choice[]
/** Where a placement stands on a day. `late`: its contract ran out and it was neither ended nor extended. */
export const PLACEMENT_STATES = [
  { value: 'planned', label: '待上户' },
  { value: 'trial', label: '试工中' },
  { value: 'on', label: '在户' },
  { value: 'late', label: '合同已到期' },
  { value: 'ended', label: '已下户' },
] as const satisfies readonly Choice[]
/** What a placement needs soon: a word on the trial, or on the end of the contract. */
export const PLACEMENT_DUES = [
  { value: 'trial', label: '试工到期' },
  { value: 'contract', label: '合同到期' },
] as const satisfies readonly Choice[]

export type PayUnit = ValueOf<typeof PAY_UNITS>
export type EndCause = ValueOf<typeof END_CAUSES>
export type PlacementAction = ValueOf<typeof PLACEMENT_ACTIONS>
export type PlacementState = ValueOf<typeof PLACEMENT_STATES>
export type PlacementDue = ValueOf<typeof PLACEMENT_DUES>
