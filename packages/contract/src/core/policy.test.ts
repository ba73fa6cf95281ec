import { describe, expect, it } from 'vitest'
import { can, isStaffRole, PERMISSIONS, type Permission, type Role, ROLE_GRANTS, ROLES, toStaffRole } from './policy.ts'

const WORKERS: readonly Permission[] = ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal']
const CUSTOMERS: readonly Permission[] = ['customer:view', 'customer:create', 'customer:edit']

/**
 * Written down once more by hand, so that a slip in the policy shows as a difference: the old backend's table, and the
 * design's changes (admissions see their own customers, dispatch does not assign).
 */
const EXPECTED: Record<Role, readonly Permission[]> = {
  personal: [],
  admin: PERMISSIONS,
  manager: [
    ...WORKERS,
    'user:view',
    'user:handover',
    ...CUSTOMERS,
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
  ],
  employee: [...WORKERS, ...CUSTOMERS, 'interview:host'],
  operator: [
    ...WORKERS,
    'user:view',
    ...CUSTOMERS,
    'customer:assign',
    'customer:import',
    'interview:host',
    'content:edit',
    'content:review',
    'access-log:view',
  ],
  dispatch: [...WORKERS, 'user:view', ...CUSTOMERS, 'interview:host'],
  admissions: [...WORKERS, 'user:view', ...CUSTOMERS, 'interview:host'],
}

describe('the policy', () => {
  it.each(ROLES)('gives %s exactly what is written down here', (role) => {
    expect(PERMISSIONS.filter((permission) => can(role, permission))).toEqual(EXPECTED[role])
  })

  it('takes `<resource>:all` for every bit of that resource and of no other', () => {
    expect(ROLE_GRANTS.manager).toContain('resume:all')
    expect(can('manager', 'resume:reveal')).toBe(true)
    expect(can('manager', 'user:create')).toBe(false)
  })

  it('grants an undeclared permission only to roles that may do everything', () => {
    const invented = 'resumes:view' as Permission
    expect(ROLES.filter((role) => can(role, invented))).toEqual(['admin'])
  })

  it('knows staff from persons', () => {
    expect(ROLES.filter((role) => !isStaffRole(role))).toEqual(['personal'])
  })
})

describe('the names of roles', () => {
  it.each([
    ['admin', 'admin'],
    ['超级管理员', 'admin'],
    ['主管', 'manager'],
    ['staff', 'employee'],
    ['销售', 'employee'],
    ['派单老师', 'dispatch'],
    ['招生', 'admissions'],
    ['运营专员', 'operator'],
  ])('%s means %s', (text, role) => {
    expect(toStaffRole(text)).toBe(role)
  })

  it.each(['', 'personal', '个人', 'Admin', 'root', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '"%s" is no role of staff',
    (text) => {
      expect(toStaffRole(text)).toBeUndefined()
    },
  )
})
