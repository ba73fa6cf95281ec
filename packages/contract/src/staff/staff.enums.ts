export const STAFF_STATES = ['active', 'suspended'] as const
export type StaffState = (typeof STAFF_STATES)[number]
export const STAFF_STATE_LABELS: Record<StaffState, string> = { active: '在用', suspended: '已停用' }

/** Where the customers of somebody who leaves go. */
export const HANDOVER_WAYS = ['heirs', 'unassigned', 'pool'] as const
export type HandoverWay = (typeof HANDOVER_WAYS)[number]
export const HANDOVER_WAY_LABELS: Record<HandoverWay, string> = {
  heirs: '交给同事',
  unassigned: '先放待分配',
  pool: '放进公海',
}
/** `stopped`: the account was put to use again before all was moved. */
export const HANDOVER_STATES = ['running', 'done', 'stopped'] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]
export const HANDOVER_KINDS = ['customer', 'interview', 'share', 'request'] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]
/** What became of one thing. `ended`: an interview that was under way, or a request that only the leaver could use. */
export const HANDOVER_RESULTS = ['moved', 'unassigned', 'pool', 'ended'] as const
export type HandoverResult = (typeof HANDOVER_RESULTS)[number]
