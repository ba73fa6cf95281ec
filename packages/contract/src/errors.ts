import { authErrors } from './auth/auth.errors.ts'
import { assistantErrors } from './assistant/assistant.errors.ts'
import { contentErrors } from './content/content.errors.ts'
import { creditErrors } from './credits/credits.errors.ts'
import { customerErrors } from './customers/customers.errors.ts'
import { cvErrors } from './cvs/cvs.errors.ts'
import { eventErrors } from './events/events.errors.ts'
import { interviewErrors } from './interviews/interviews.errors.ts'
import { orderErrors } from './orders/orders.errors.ts'
import { fileErrors } from './attachments/attachments.errors.ts'
import { httpErrors } from './core/http.errors.ts'
import { ocrErrors } from './ocr/ocr.errors.ts'
import { opsErrors } from './ops/ops.errors.ts'
import { resumeErrors } from './resumes/resumes.errors.ts'
import { sharingErrors } from './sharing/sharing.errors.ts'
import { staffErrors } from './staff/staff.errors.ts'

/** What a code means: the HTTP status, the sentence a person reads, and whether trying again later can help. */
export interface ErrorSpec {
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 502 | 503
  readonly message: string
  readonly retryable?: boolean
}

export const errorCatalog = {
  ...httpErrors,
  ...authErrors,
  ...staffErrors,
  ...opsErrors,
  ...resumeErrors,
  ...eventErrors,
  ...assistantErrors,
  ...creditErrors,
  ...orderErrors,
  ...cvErrors,
  ...interviewErrors,
  ...customerErrors,
  ...contentErrors,
  ...fileErrors,
  ...ocrErrors,
  ...sharingErrors,
}

/** Every code that a reply can carry: a closed union, declared beside the routes that raise it. */
export type ErrorCode = keyof typeof errorCatalog

export const errorSpec = (code: ErrorCode): ErrorSpec => errorCatalog[code]
