import type { ErrorCode } from './core/error-spec.ts'

/** How a refusal is named for the clients of the API that this one replaces. */
export interface OldError {
  /** The name in `error`. */
  error: string
  /** Those clients read `code`, too, and the id of the row in the way from `data`; ours stands in `details[0].code`. */
  everywhere?: true
}

/** Refusals that had another name in the old API, by route and by our code. */
const OLD_ERRORS: Readonly<Record<string, Partial<Record<ErrorCode, OldError>>>> = {
  'POST /api/resumes/miniprogram/self-register': {
    DUPLICATE_PHONE: { error: 'DUPLICATE_ERROR' },
    RATE_LIMITED: { error: 'RATE_LIMIT_EXCEEDED' },
  },
  'POST /api/resumes/miniprogram/create': {
    DUPLICATE_PHONE: { error: 'DUPLICATE', everywhere: true },
    DUPLICATE_ID_NUMBER: { error: 'DUPLICATE', everywhere: true },
  },
}

/** The old name of a refusal on a route, written as `POST /api/…`; undefined where ours is the name. */
export const oldErrorOf = (route: string | undefined, code: ErrorCode): OldError | undefined =>
  route === undefined ? undefined : OLD_ERRORS[route]?.[code]
