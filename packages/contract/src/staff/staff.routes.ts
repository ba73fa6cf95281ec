import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { NewPassword } from '../auth/auth.routes.ts'
import { called, IdParams, Phone, written } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { STAFF_ROLES, toStaffRole } from '../core/policy.ts'
import { STAFF_STATES } from './staff.enums.ts'

const StaffMember = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  roleLabel: z.string(),
  phone: z.string().nullable().describe('masked'),
  email: z.string().nullable(),
  department: z.string().nullable(),
  status: z.enum(STAFF_STATES),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
})

const StaffDetail = StaffMember.extend({
  passwordTemporary: z.boolean().describe('has not yet chosen a new password'),
  devices: z.number().int().describe('on how many devices the account is logged in'),
  lastSeenAt: z.iso.datetime().nullable().describe('last use on one of them'),
})

const StaffRoleCode = z.string().transform((text, ctx) => {
  const role = toStaffRole(text)
  if (!role) ctx.addIssue({ code: 'custom', message: '没有这个角色。' })
  return role ?? 'employee'
})

const StaffName = called('姓名')
const Email = z.email().max(100)
const Department = written(40)
/** Null or an empty text clears the field. */
const clearable = <T extends z.ZodType<string, string>>(item: T) =>
  z.union([z.null(), z.literal('').transform(() => null), item]).optional()

export const staffRoutes = define({
  listUsers: {
    method: 'get',
    path: '/api/users',
    summary: 'Staff accounts, newest first',
    allow: 'user:view',
    query: PageQuery.extend({
      search: written(50).optional().describe('a part of the name or user name'),
      status: z.enum(STAFF_STATES).optional(),
      role: StaffRoleCode.optional(),
    }),
    reply: z.object({
      items: z.array(
        StaffMember.extend({
          owns: z
            .number()
            .int()
            .nullable()
            .describe('customers, planned interviews and links of a suspended account, to be handed over; else null'),
        }),
      ),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      totalPages: z.number().int(),
    }),
  },
  createUser: {
    method: 'post',
    path: '/api/users',
    summary: 'Creates a staff account',
    allow: 'user:create',
    idempotent: 'key',
    status: 201,
    body: z.object({
      username: z
        .string()
        .overwrite(storedText)
        .regex(/^[a-zA-Z0-9_.-]{3,32}$/, '用户名要3到32个字母、数字或 . _ -'),
      password: NewPassword.describe('temporary: the person is asked to choose a new one'),
      name: StaffName,
      role: StaffRoleCode,
      phone: Phone.optional().describe('for calling; it opens no login'),
      email: Email.optional(),
      department: Department.optional(),
    }),
    reply: StaffMember,
    errors: ['DUPLICATE_USERNAME'],
  },
  user: {
    method: 'get',
    path: '/api/users/{id}',
    summary: 'One staff account',
    allow: 'user:edit',
    params: IdParams,
    reply: StaffDetail,
    errors: ['NOT_FOUND'],
  },
  updateUser: {
    method: 'patch',
    path: '/api/users/{id}',
    summary:
      'Changes a staff account. Another role asks its devices to log in anew silently; a suspension or another password logs them out',
    allow: 'user:edit',
    idempotent: { because: 'the same values leave the same account, and a former version is refused' },
    params: IdParams,
    body: z.object({
      version: z.number().int().optional().describe('the version that was read; another one in the database is a 409'),
      name: StaffName.optional(),
      role: StaffRoleCode.optional(),
      status: z.enum(STAFF_STATES).optional(),
      phone: clearable(Phone).describe('for calling; it opens no login. A number that its owner has proved stays'),
      email: clearable(Email),
      department: clearable(Department),
      password: NewPassword.optional().describe('temporary: the person is asked to choose a new one'),
    }),
    reply: StaffDetail,
    errors: ['NOT_FOUND', 'ACCOUNT_CHANGED', 'LAST_ADMIN', 'OWN_ACCOUNT'],
  },
  oneTimePassword: {
    method: 'post',
    path: '/api/users/{id}/one-time-password',
    summary: 'Sets a random password of a staff account and returns it this once; its devices are logged out',
    allow: 'user:edit',
    idempotent: { because: 'each call makes another password, and only the last one opens the account' },
    params: IdParams,
    reply: z.object({ password: z.string(), user: StaffDetail }),
    errors: ['NOT_FOUND', 'OWN_ACCOUNT'],
  },
})
