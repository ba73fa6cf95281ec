import { ROLE_LABELS, type StaffRole } from '@qingpin/contract/core/policy'
import type { DemoLogins } from '../context.ts'

/** The request, session and address of everything that the seed does. */
export const SEED = 'demo-seed'

/** The people of the demo, all invented. `npm start` prints their passwords, and production refuses them. */
export interface DemoStaff {
  username: string
  password: string
  name: string
  role: StaffRole
  department: string
  phone: string
}
const staff = (username: string, name: string, role: StaffRole, department: string, phone: string): DemoStaff => ({
  username,
  password: `${username}123`,
  name,
  role,
  department,
  phone,
})

export const DEMO_STAFF: readonly DemoStaff[] = [
  staff('admin', '沈知远', 'admin', '总部', '13900010001'),
  staff('manager', '林晓', 'manager', '滨江店', '13900010002'),
  staff('employee', '陈默', 'employee', '滨江店', '13900010003'),
  staff('employee2', '赵一鸣', 'employee', '滨江店', '13900010004'),
  staff('employee3', '何佳宁', 'employee', '西湖店', '13900010005'),
  staff('employee4', '孙悦', 'employee', '西湖店', '13900010006'),
  staff('employee5', '郑可', 'employee', '西湖店', '13900010007'),
  staff('operator', '周扬', 'operator', '总部', '13900010008'),
  staff('dispatch', '吴敏', 'dispatch', '总部', '13900010009'),
  staff('admissions', '许静', 'admissions', '培训中心', '13900010010'),
]

export const DEMO_PEOPLE = [
  { phone: '13800000001', name: '求职者 方舟', note: '写了两份简历的求职者' },
  { phone: '13800000002', name: '阿姨 王桂兰', note: '已登记，可看自己的简历' },
  { phone: '13800000003', name: '新来的阿姨', note: '没有账号，从头走一遍' },
] as const

/** The logins that the login screens of a demo show. */
export const demoLogins = (sandboxUrl: string): DemoLogins => ({
  staff: DEMO_STAFF.map(({ username, password, name, role }) => ({
    username,
    password,
    name,
    roleLabel: ROLE_LABELS[role],
  })),
  people: DEMO_PEOPLE.map((person) => ({ ...person })),
  smsOutbox: `${sandboxUrl}/lab`,
})
