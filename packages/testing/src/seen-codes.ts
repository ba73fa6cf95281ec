import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError } from '@qingpin/contract/client'
import { ALL_ROUTES } from './contract-routes.ts'

/** Where test files write the codes that they saw; unset outside of the full run. */
const FOLDER = process.env.SEEN_CODES

const patterns = ALL_ROUTES.map(({ label, method, route }) => ({
  label,
  method,
  // A fixed word wins over a parameter in the same place, as it does in the router.
  parameters: route.path.split('{').length,
  pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`),
})).toSorted((a, b) => a.parameters - b.parameters)

const seen = new Set<string>()

/** Remembers the code of a refusal by this route: ours, also where the body bears an old name. */
export function noteCode(method: string, address: string, reply: unknown): void {
  if (!FOLDER) return
  const { code } = new ApiError(0, reply)
  const path = address.split('?')[0] ?? ''
  const route = patterns.find((one) => one.method === method && one.pattern.test(path))
  if (route) seen.add(`${route.label} ${code}`)
}

/** Leaves what this process has seen for `unseenCodes`. */
export function leaveCodes(): void {
  if (!FOLDER || seen.size === 0) return
  mkdirSync(FOLDER, { recursive: true })
  appendFileSync(join(FOLDER, `${process.pid}.txt`), [...seen, ''].join('\n'))
  seen.clear()
}

/** What routes declare to raise and no test has made them raise, as `POST /api/orders ORDER_OVER`. */
export function unseenCodes(folder: string): string[] {
  const found = new Set(readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')))
  return ALL_ROUTES.flatMap(({ label, route }) => (route.errors ?? []).map((code) => `${label} ${code}`)).filter(
    (one) => !found.has(one),
  )
}
