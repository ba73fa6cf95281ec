import pino, { type DestinationStream, type Logger } from 'pino'

interface LoggedError {
  type: string
  message?: string
  stack?: string[]
  cause?: LoggedError
  [field: string]: unknown
}

/** What PostgreSQL and SQLite say of the place of a failure; their `detail` and `where` quote rows and stay out. */
const PLACE = ['code', 'table', 'column', 'constraint', 'routine'] as const

/**
 * An error without the data that it failed on: parameters of a query, and what a message puts in quotation marks, as
 * PostgreSQL does with values and the JSON parser with its input.
 */
function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error }
  const fields = error as Error & { query?: unknown } & Partial<Record<(typeof PLACE)[number], unknown>>
  const place = PLACE.filter((key) => typeof fields[key] === 'string').map((key) => [key, fields[key]])
  return {
    type: error.constructor.name,
    message: typeof fields.query === 'string' ? `failed query: ${fields.query}` : error.message.replace(/".*"/s, '"…"'),
    ...Object.fromEntries(place),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** A logger that never writes a header, body, query or parameter; `redact` is the second line of defence. */
export const makeLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      redact: ['*.password', '*.phone', '*.idNumber', '*.token', '*.secret', '*.authorization'],
    },
    destination,
  )

/** The same log for lines of fixed fields, none of which can hold a secret: looking for one takes as long as the line. */
export const withoutRedaction = (log: Logger): Logger => {
  const { [pino.symbols.streamSym]: destination } = log as unknown as Record<symbol, DestinationStream>
  return pino({ level: log.level, base: null }, destination)
}
