import { and, lte, or } from 'drizzle-orm'
import { RETENTION_MS } from '../../config/retention.ts'
import { expiredRows } from '../../db/retention.ts'

export const expiredCodes = expiredRows(({ smsCodes: codes }, now) => ({
  table: codes,
  key: codes.id,
  condition: lte(codes.expiresAt, now - RETENTION_MS.smsCodes),
}))

export const endedSessions = expiredRows(({ sessions }, now) => {
  const ended = now - RETENTION_MS.endedSessions
  const condition = or(lte(sessions.expiresAt, ended), lte(sessions.revokedAt, ended))
  return { table: sessions, key: sessions.id, condition }
})

export const pastFailures = expiredRows(({ loginFailures: failures }, now) => {
  const before = now - RETENTION_MS.loginFailures
  const condition = and(lte(failures.since, before), lte(failures.lockedUntil, before))
  return { table: failures, key: failures.subject, condition }
})

export const quietNumbers = expiredRows(({ smsNumbers: numbers }, now) => ({
  table: numbers,
  key: numbers.phoneHash,
  condition: lte(numbers.lastAt, now - RETENTION_MS.smsCodes),
}))
