import { pgKit } from './kit.ts'
import { makeSchema } from './schema.ts'

export const {
  accounts,
  sessions,
  loginFailures,
  smsCodes,
  resumes,
  resumeFiles,
  resumeEvaluations,
  auditLog,
  idempotencyKeys,
  topics,
  events,
  creditAccounts,
  creditTransfers,
  creditEntries,
  creditHolds,
  customers,
  customerFollowUps,
  banners,
  articles,
} = makeSchema(pgKit)
