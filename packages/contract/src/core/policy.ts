/**
 * The one policy table. Both ends read it: the app to decide what to show, the server to decide what to do.
 * Bits are `<resource>:<action>`; `<resource>:all` satisfies every bit of that resource and `*` satisfies every bit.
 */
export const STAFF_ROLES = ['admin', 'manager', 'employee', 'operator', 'dispatch', 'admissions'] as const
export const ROLES = ['personal', ...STAFF_ROLES] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
export type Role = (typeof ROLES)[number]

export const ROLE_LABELS: Record<Role, string> = {
  personal: '个人',
  admin: '系统管理员',
  manager: '经理',
  employee: '普通员工',
  operator: '运营',
  dispatch: '派单老师',
  admissions: '招生老师',
}

/** Names that older clients and imported data use for the same roles. */
export const ROLE_ALIASES: Record<string, StaffRole> = {
  administrator: 'admin',
  系统管理员: 'admin',
  管理员: 'admin',
  超级管理员: 'admin',
  经理: 'manager',
  主管: 'manager',
  staff: 'employee',
  普通员工: 'employee',
  员工: 'employee',
  销售: 'employee',
  运营: 'operator',
  运营专员: 'operator',
  招生老师: 'admissions',
  招生: 'admissions',
  派单老师: 'dispatch',
  派单: 'dispatch',
}

/** The bits that a route of the contract may ask for. */
export const PERMISSIONS = [
  'resume:view',
  'resume:create',
  'resume:edit',
  'resume:reveal',
  'user:view',
  'user:create',
  'user:edit',
  'user:handover',
  'customer:view',
  'customer:create',
  'customer:edit',
  'customer:assign',
  'customer:rules',
  'customer:remove',
  'customer:oversee',
  'customer:import',
  'interview:host',
  'content:edit',
  'content:review',
  'access-log:view',
  'audit:view',
  'service-account:manage',
  'notification:oversee',
] as const
export type Permission = (typeof PERMISSIONS)[number]

type Grant = Permission | '*' | `${string}:all`

const WORKERS = ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal'] as const
const CUSTOMERS = ['customer:view', 'customer:create', 'customer:edit'] as const

export const ROLE_GRANTS: Record<Role, readonly Grant[]> = {
  personal: [],
  admin: ['*'],
  manager: [
    'resume:all',
    'user:view',
    'user:handover',
    'customer:all',
    'interview:host',
    'content:edit',
    'content:review',
    'access-log:view',
    'audit:view',
    'service-account:manage',
    'notification:oversee',
  ],
  employee: [...WORKERS, ...CUSTOMERS, 'interview:host'],
  operator: [
    ...WORKERS,
    ...CUSTOMERS,
    'customer:assign',
    'customer:import',
    'interview:host',
    'content:edit',
    'content:review',
    'access-log:view',
    'user:view',
  ],
  dispatch: [...WORKERS, ...CUSTOMERS, 'interview:host', 'user:view'],
  admissions: [...WORKERS, ...CUSTOMERS, 'interview:host', 'user:view'],
}

/** Whether the role holds the bit, directly or through `<resource>:all` or `*`. */
export function can(role: Role, permission: Permission): boolean {
  const grants: readonly string[] = ROLE_GRANTS[role]
  return grants.includes('*') || grants.includes(permission) || grants.includes(`${permission.split(':')[0]}:all`)
}

export const isStaffRole = (role: Role): role is StaffRole => role !== 'personal'

/** The staff role that a code, label or old alias names, or undefined. */
export const toStaffRole = (text: string): StaffRole | undefined =>
  STAFF_ROLES.find((role) => role === text) ?? (Object.hasOwn(ROLE_ALIASES, text) ? ROLE_ALIASES[text] : undefined)
