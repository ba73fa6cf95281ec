import { DAY_MS } from '@qingpin/contract/core/days'

/** How long rows are retained once they have served their purpose, in ms: a problem may have to be looked into. */
export const RETENTION_MS = {
  idempotencyKeys: DAY_MS,
  smsCodes: DAY_MS,
  endedSessions: 30 * DAY_MS,
  loginFailures: 7 * DAY_MS,
  /** Audit rows of failed logins: the law asks for half a year. */
  failedLogins: 190 * DAY_MS,
  rateLimits: DAY_MS,
  topics: 2 * DAY_MS,
  shareViews: 2 * DAY_MS,
  /** Texts that were moderated: a person may want to know why one was replaced. */
  moderatedFields: 90 * DAY_MS,
  /** Verdicts about pictures that came before we knew what they were about, or belong to none of ours. */
  pictureVerdicts: DAY_MS,
  /** Events that WeChat pushed: it repeats one within seconds, and a problem may have to be looked into. */
  wechatPushes: 7 * DAY_MS,
  /** Signatures of pushes, longer than a push is accepted after it was signed. */
  pushSignatures: DAY_MS,
  serviceMessages: 90 * DAY_MS,
  /** Codes that were not scanned, or were: who made one is in the audit. */
  bindCodes: 7 * DAY_MS,
} as const
