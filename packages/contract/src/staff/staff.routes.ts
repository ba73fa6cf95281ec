import { z } from 'zod'
import { Phone } from '../auth/auth.routes.ts'
import { define } from '../core.ts'
import { PageQuery } from '../http/paging.ts'
import { STAFF_ROLES, toStaffRole } from '../policy.ts'

export const StaffMember = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  roleLabel: z.string(),
  phone: z.string().nullable().describe('masked'),
  email: z.string().nullable(),
  department: z.string().nullable(),
  status: z.enum(['active', 'suspended']),
  createdAt: z.iso.datetime(),
})

const StaffRoleCode = z.string().transform((text, ctx) => {
  const role = toStaffRole(text)
  if (!role) ctx.addIssue({ code: 'custom', message: '没有这个角色。' })
  return role ?? 'employee'
})

export const staffRoutes = define({
  listUsers: {
    feature: 'staff',
    method: 'get',
    path: '/api/users',
    summary: 'Staff accounts, newest first',
    allow: 'user:view',
    query: PageQuery.extend({ search: z.string().trim().max(50).optional() }),
    reply: z.object({
      items: z.array(StaffMember),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      totalPages: z.number().int(),
    }),
  },
  createUser: {
    feature: 'staff',
    method: 'post',
    path: '/api/users',
    summary: 'Creates a staff account',
    allow: 'user:create',
    idempotent: 'key',
    status: 201,
    body: z.object({
      username: z
        .string()
        .trim()
        .regex(/^[a-zA-Z0-9_.-]{3,32}$/, '用户名要3到32个字母、数字或 . _ -'),
      password: z.string().min(8).max(200),
      name: z.string().trim().min(1).max(20),
      role: StaffRoleCode,
      phone: Phone.optional().describe('for calling; it opens no login'),
      email: z.email().max(100).optional(),
      department: z.string().trim().max(40).optional(),
    }),
    reply: StaffMember,
    errors: ['DUPLICATE_USERNAME'],
  },
})
