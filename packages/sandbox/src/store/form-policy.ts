import { denied, StoreError } from './errors.ts'
import type { UploadForm } from './form.ts'

/** The policy of a form whose signature has been checked. */
export interface FormPolicy {
  expiresAt: number
  conditions: readonly unknown[]
}

interface Condition {
  operator: string
  name: string
  expected: unknown
}

export function readFormPolicy(base64: string): FormPolicy {
  const parsed = parse(Buffer.from(base64, 'base64').toString('utf8'))
  if (typeof parsed !== 'object' || parsed === null) throw invalid('Invalid JSON')
  const { expiration, conditions } = parsed as { expiration?: unknown; conditions?: unknown }
  const expiresAt = typeof expiration === 'string' && expiration.endsWith('Z') ? Date.parse(expiration) : Number.NaN
  if (Number.isNaN(expiresAt)) throw invalid('Invalid expiration, it must be ISO 8601 in UTC')
  if (!Array.isArray(conditions) || conditions.length === 0)
    throw invalid('conditions must be a list that is not empty')
  return { expiresAt, conditions }
}

/** Throws unless the policy is valid now and the form meets its conditions. `bucket` counts as a field. */
export function enforceFormPolicy(policy: FormPolicy, form: UploadForm, bucket: string, now: number): void {
  if (policy.expiresAt <= now) throw denied('Invalid according to Policy: Policy expired.')
  const valueOf = (name: string) => (name === 'bucket' ? bucket : form.fields.get(name))
  for (const condition of policy.conditions) {
    const { operator, name, expected } = conditionIn(condition)
    if (operator === 'content-length-range') sizeWithin(form.file.body.length, expected)
    else if (!holds(operator, valueOf(name), expected)) {
      throw denied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`)
    }
  }
}

/** The fields that a policy binds to one value. */
export function boundFields(policy: FormPolicy): ReadonlyMap<string, unknown> {
  return new Map(
    policy.conditions
      .map(conditionIn)
      .filter(({ operator }) => operator === 'eq')
      .map(({ name, expected }) => [name, expected]),
  )
}

const invalid = (why: string) => new StoreError(400, 'InvalidPolicyDocument', `Invalid Policy: ${why}.`)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('Invalid JSON')
  }
}

function conditionIn(condition: unknown): Condition {
  if (Array.isArray(condition) && condition.length === 3) {
    const [operator, name, expected] = condition as unknown[]
    if (operator === 'content-length-range') return { operator, name: '', expected: [name, expected] }
    if (typeof operator === 'string' && typeof name === 'string' && name.startsWith('$'))
      return { operator: operator.toLowerCase(), name: name.slice(1).toLowerCase(), expected }
  } else if (typeof condition === 'object' && condition !== null) {
    const [pair, more] = Object.entries(condition)
    if (pair && !more) return { operator: 'eq', name: pair[0].toLowerCase(), expected: pair[1] }
  }
  throw invalid(`Invalid condition ${JSON.stringify(condition)}`)
}

function sizeWithin(size: number, expected: unknown) {
  const [least, most] = Array.isArray(expected) ? expected.map(Number) : []
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most))
    throw invalid('content-length-range takes two numbers')
  if (size > Number(most))
    throw new StoreError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.')
  if (size < Number(least))
    throw new StoreError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size.')
}

function holds(operator: string, value: string | undefined, expected: unknown) {
  if (operator === 'eq') return value === expected
  if (operator === 'starts-with' && typeof expected === 'string') return value?.startsWith(expected) ?? false
  if (operator === 'in' && Array.isArray(expected)) return expected.includes(value)
  if (operator === 'not-in' && Array.isArray(expected)) return !expected.includes(value)
  throw invalid(`Unknown condition ${operator}`)
}
