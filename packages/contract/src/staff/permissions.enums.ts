import type { Permission, StaffRole } from '../core/policy.ts'

/** What a bit of the policy allows, as staff say it; grouped as the table of roles shows them. */
export const PERMISSION_GROUPS: readonly (readonly [group: string, permissions: readonly Permission[]])[] = [
  ['阿姨', ['resume:view', 'resume:create', 'resume:edit', 'resume:reveal']],
  [
    '客户',
    [
      'customer:view',
      'customer:create',
      'customer:edit',
      'customer:assign',
      'customer:remove',
      'customer:import',
      'customer:oversee',
      'customer:rules',
    ],
  ],
  ['面试和内容', ['interview:host', 'content:edit', 'content:review']],
  [
    '团队',
    [
      'user:view',
      'user:create',
      'user:edit',
      'user:handover',
      'access-log:view',
      'audit:view',
      'service-account:manage',
      'notification:oversee',
    ],
  ],
]

export const PERMISSION_LABELS: Readonly<Record<Permission, string>> = {
  'resume:view': '看阿姨简历',
  'resume:create': '录入阿姨简历',
  'resume:edit': '改阿姨简历',
  'resume:reveal': '看阿姨的完整号码',
  'user:view': '看团队成员',
  'user:create': '添加账号',
  'user:edit': '改账号、停用账号',
  'user:handover': '办离职交接',
  'customer:view': '看客户',
  'customer:create': '录入客户',
  'customer:edit': '改客户、记跟进',
  'customer:assign': '把客户分给别人',
  'customer:rules': '改分配规则',
  'customer:remove': '删除、恢复、合并客户',
  'customer:oversee': '看全部跟进和团队数字',
  'customer:import': '用表格导入客户',
  'interview:host': '开视频面试',
  'content:edit': '写文章、挂轮播图',
  'content:review': '审核文字和图片',
  'access-log:view': '看访问统计',
  'audit:view': '看操作记录',
  'service-account:manage': '管服务号',
  'notification:oversee': '看消息送到了没有',
}

/** Which customers a role reaches, which no bit says. */
export const CUSTOMER_SCOPES: Readonly<Record<StaffRole, string>> = {
  admin: '看得到全部客户。',
  manager: '看得到全部客户。',
  operator: '看得到全部客户。',
  employee: '只看得到分给自己的和自己录入的客户。',
  dispatch: '只看得到分给自己的和自己录入的客户。',
  admissions: '只看得到分给自己的和自己录入的客户。',
}
