import type { Retention } from '../../db/retention.ts'
import { endedSessions, expiredCodes, pastFailures } from './retention.repo.ts'

/** The expired rows of logins, which the hourly retention removes. */
export const authRetention: readonly Retention[] = [expiredCodes, endedSessions, pastFailures]
