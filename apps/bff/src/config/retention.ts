const DAY = 86_400_000

/** How long rows are retained once they have served their purpose, in ms: a problem may have to be looked into. */
export const RETENTION_MS = {
  idempotencyKeys: DAY,
  smsCodes: DAY,
  endedSessions: 30 * DAY,
  loginFailures: 7 * DAY,
  /** Audit rows of failed logins: the law asks for half a year. */
  failedLogins: 190 * DAY,
  rateLimits: DAY,
  topics: 2 * DAY,
  shareViews: 2 * DAY,
  /** Texts that were moderated: a person may want to know why one was replaced. */
  moderatedFields: 90 * DAY,
} as const
