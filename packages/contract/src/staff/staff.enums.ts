export const STAFF_STATES = ['active', 'suspended'] as const
export type StaffState = (typeof STAFF_STATES)[number]
export const STAFF_STATE_LABELS: Record<StaffState, string> = { active: '在用', suspended: '已停用' }
