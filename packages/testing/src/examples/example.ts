import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { contract, ContractMap } from '@qingpin/contract/contract'
import type { Keyed } from '@qingpin/contract/core/define'
import type { Feature } from '@qingpin/contract/feature-map'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { TestApp } from '../harness.ts'

export interface Caller {
  id: string
  /** Empty for a guest. */
  token: string
  /** The typed client of the caller. */
  api: ReturnType<TestApp['as']>
}

/**
 * One good call of a route. Words with a `$` stand for values that `given` finds, as they would for a person with a
 * shell: the pages of the documentation show them as they are, the tests fill them in. `$TOKEN` is the caller's session,
 * `$KEY` a new idempotency key.
 */
export interface Example {
  as: 'guest' | 'person' | StaffRole
  /** Makes what must be there for the call. The values by name, without the `$`. */
  given?: (app: TestApp, caller: Caller) => Promise<Record<string, string>>
  params?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: unknown
  /** A form instead; a part that begins with `@` is the file of that path, as a shell writes it. */
  form?: Record<string, string>
  /** The row in the address: only its owner's, or everybody's who may call the route. */
  rows?: 'own' | 'shared'
  /** Why the key's repeat cannot be shown by the reply alone, or the call not be made by hand. */
  notByHand?: string
}

/** One for each route of the contract: a route without one does not compile. */
export type Examples = { [K in keyof ContractMap]: Example }
export type ExamplesOf<F extends Feature> = Record<keyof Keyed<(typeof contract)[F]>, Example>

const fill = (value: unknown, values: Record<string, string>): unknown => {
  if (typeof value === 'string') return value.replace(/\$([A-Z_]+)/g, (all, name: string) => values[name] ?? all)
  if (Array.isArray(value)) return value.map((one) => fill(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, values)]))
}

export interface ReadyCall {
  method: string
  path: string
  headers: Record<string, string>
  body: unknown
  form: Record<string, string> | undefined
  values: Record<string, string>
}

export async function aCaller(app: TestApp, as: Example['as']): Promise<Caller> {
  if (as === 'guest') return { id: '', token: '', api: app.as() }
  const { id, token } = as === 'person' ? await app.aPerson() : await app.aStaff(as)
  return { id, token, api: app.as(token) }
}

/** The call with its values: what is sent when `caller` makes it. */
export function fillIn(label: string, example: Example, values: Record<string, string>): ReadyCall {
  const [method = '', pattern = ''] = label.split(' ')
  const { params = {}, query = {}, headers = {}, body, form } = example
  const filled = (part: Record<string, string>) => fill(part, values) as Record<string, string>
  const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled(params)[name] ?? ''))
  const search = new URLSearchParams(filled(query)).toString()
  return {
    method,
    path: search ? `${address}?${search}` : address,
    headers: filled(headers),
    body: fill(body, values),
    form: form && filled(form),
    values,
  }
}

/** The form of a call, with its files. */
export function formDataOf(form: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) {
    if (value.startsWith('@')) data.append(name, new File([readFileSync(value.slice(1))], basename(value)))
    else data.append(name, value)
  }
  return data
}

/** Makes what the example needs, for a new caller of its kind. */
export async function prepare(app: TestApp, label: string, example: Example) {
  const caller = await aCaller(app, example.as)
  const values = (await example.given?.(app, caller)) ?? {}
  return { caller, call: fillIn(label, example, { ...values, TOKEN: caller.token, KEY: randomUUID() }) }
}
