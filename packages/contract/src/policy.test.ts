import { describe, expect, it } from 'vitest'
import { can, isStaffRole, PERMISSIONS, type Permission, type Role, ROLE_GRANTS, ROLES, toStaffRole } from './policy.ts'

/** The table of the old backend, written down once more by hand: a slip in the policy shows as a difference. */
const EXPECTED: Record<Role, readonly Permission[]> = {
  personal: [],
  admin: PERMISSIONS,
  manager: ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal', 'user:view'],
  employee: ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal'],
  operator: ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal', 'user:view'],
  dispatch: ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal', 'user:view'],
  admissions: ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal', 'user:view'],
}

describe('the policy', () => {
  it.each(ROLES)('gives %s exactly what the old backend gave', (role) => {
    expect(PERMISSIONS.filter((permission) => can(role, permission))).toEqual(EXPECTED[role])
  })

  it('takes `<resource>:all` for every bit of that resource and of no other', () => {
    expect(ROLE_GRANTS.manager).toContain('resume:all')
    expect(can('manager', 'resume:reveal')).toBe(true)
    expect(can('manager', 'user:create')).toBe(false)
  })

  it('gives nothing for a bit that nobody declared, but to who may do everything', () => {
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
