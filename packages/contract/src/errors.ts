import type { ErrorCode, ErrorSpec } from './core/error-spec.ts'
import { httpErrors } from './core/http.errors.ts'
import { FEATURES } from './feature-map.ts'

type Merged<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer I) => void ? I : never
type Codes = keyof (typeof httpErrors & Merged<(typeof FEATURES)[keyof typeof FEATURES]['errors']>)

declare module './core/error-spec.ts' {
  interface ErrorCodes extends Record<Codes, ErrorSpec> {}
}

/** Every error code with its meaning: those of the transport, and those of each feature. */
export const errorCatalog = Object.assign(
  {},
  httpErrors,
  ...Object.values(FEATURES).map(({ errors }) => errors),
) as Readonly<Record<ErrorCode, ErrorSpec>>

export const errorSpec = (code: ErrorCode): ErrorSpec => errorCatalog[code]
