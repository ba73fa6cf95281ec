import { ROLE_LABELS, type StaffRole } from '@qingpin/contract/core/policy'
import type { AccountRow, SessionRow } from '../auth/index.ts'

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

export function staffDetail(row: AccountRow, sessions: readonly SessionRow[]) {
  const seen = Math.max(0, ...sessions.map((session) => session.seenAt ?? session.rotatedAt))
  return {
    ...staffView(row),
    passwordTemporary: row.passwordTemporary,
    devices: sessions.length,
    lastSeenAt: seen === 0 ? null : new Date(seen).toISOString(),
  }
}
