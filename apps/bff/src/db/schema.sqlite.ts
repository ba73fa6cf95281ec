import { liteKit } from './kit.ts'
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
  jobs,
  rateLimits,
  topics,
  events,
  creditAccounts,
  creditTransfers,
  creditEntries,
  creditHolds,
  cvs,
  orders,
  paymentDifferences,
  chats,
  chatMessages,
  runs,
} = makeSchema(liteKit)
