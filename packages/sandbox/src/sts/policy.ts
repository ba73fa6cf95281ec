/** An access policy with the elements that a store evaluates. */
export interface AccessPolicy {
  statements: readonly Statement[]
}

interface Statement {
  effect: 'allow' | 'deny'
  actions: readonly string[]
  resources: readonly string[]
  conditions: readonly { operator: string; name: string; expected: readonly string[] }[]
}

export interface AccessRequest {
  action: string
  resource: string
  values: Readonly<Record<string, string | undefined>>
}

/** Returns undefined for text that is not a policy of version 2.0. */
export function readPolicy(text: string): AccessPolicy | undefined {
  try {
    const { version, statement } = JSON.parse(text) as { version?: unknown; statement?: unknown }
    const statements = listOf(statement).map(statementIn)
    return version === '2.0' && statements.length > 0 ? { statements } : undefined
  } catch {
    return undefined
  }
}

/** Whether a statement allows the request and none denies it. */
export function permits({ statements }: AccessPolicy, request: AccessRequest): boolean {
  const fitting = statements.filter((statement) => fits(statement, request)).map(({ effect }) => effect)
  return fitting.includes('allow') && !fitting.includes('deny')
}

/** A policy may give one value or a list. */
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function texts(value: unknown): string[] {
  return listOf(value).map((one) => {
    if (typeof one !== 'string' && typeof one !== 'number') throw new Error('not a text')
    return String(one)
  })
}

function statementIn(value: unknown): Statement {
  const { effect, action, resource, condition = {} } = value as Record<string, unknown>
  if (effect !== 'allow' && effect !== 'deny') throw new Error('effect')
  const conditions = Object.entries(condition as object).flatMap(([operator, pairs]) =>
    Object.entries(pairs as object).map(([name, expected]) => ({ operator, name, expected: texts(expected) })),
  )
  return { effect, actions: texts(action), resources: texts(resource), conditions }
}

function fits({ actions, resources, conditions }: Statement, { action, resource, values }: AccessRequest) {
  return (
    actions.some((one) => matches(one.replace(/^(?!\*|name\/)/, 'name/'), action)) &&
    resources.some((one) => matches(one, resource)) &&
    conditions.every(({ operator, name, expected }) => holds(operator, values[name], expected))
  )
}

function matches(pattern: string, text: string) {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  ).test(text)
}

function holds(operator: string, value: string | undefined, expected: readonly string[]) {
  if (value === undefined) return false
  const number = Number(value)
  if (operator === 'string_equal') return expected.includes(value)
  if (operator === 'string_like') return expected.some((one) => matches(one, value))
  if (operator === 'numeric_equal') return expected.some((one) => Number(one) === number)
  if (operator === 'numeric_less_than_equal') return expected.every((one) => number <= Number(one))
  if (operator === 'numeric_greater_than_equal') return expected.every((one) => number >= Number(one))
  return false
}
