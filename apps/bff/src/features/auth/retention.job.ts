import type { Retention } from '../../db/retention.ts'
import { unusedDevices } from './known-devices.repo.ts'
import { endedSessions, expiredCodes, pastFailures, quietNumbers } from './retention.repo.ts'

/** The expired rows of logins, which the hourly retention removes. */
export const authRetention: readonly Retention[] = [
  expiredCodes,
  quietNumbers,
  endedSessions,
  pastFailures,
  unusedDevices,
]
