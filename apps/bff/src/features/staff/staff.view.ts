import { ROLE_LABELS, type StaffRole } from '@qingpin/contract/core/policy'
import type { AccountRow } from '../auth/index.ts'

export function staffView(row: AccountRow) {
  const role: StaffRole = row.staffRole ?? 'employee'
  return {
    id: row.id,
    username: row.username ?? '',
    name: row.name,
    role,
    roleLabel: ROLE_LABELS[role],
    phone: row.phoneMasked,
    email: row.email,
    department: row.department,
    status: row.status,
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
  }
}

export function staffDetail(row: AccountRow, { count, lastSeenAt }: { count: number; lastSeenAt: number | null }) {
  return {
    ...staffView(row),
    passwordTemporary: row.passwordTemporary,
    devices: count,
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString(),
  }
}
