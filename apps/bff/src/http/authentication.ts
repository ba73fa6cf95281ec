import type { Allow, Route } from '@qingpin/contract/core/define'
import { can, type Role } from '@qingpin/contract/core/policy'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Person } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Env } from './env.ts'

/** Tells who a bearer token stands for, or fails with TOKEN_INVALID, TOKEN_EXPIRED or ACCOUNT_SUSPENDED. */
export type Authenticate = (token: string, now: number) => Promise<Person>

const BEARER = /^Bearer ([\w.~+/=-]+)$/i

/** As the interviews make them: 24 random bytes in base64url. */
const PARTICIPANT_TOKEN = /^[\w-]{32}$/

/** The participant's token that comes with a request; undefined for one that can be none of ours. */
function participantTokenIn(c: Context<Env>): string | undefined {
  const sent = c.req.header('x-participant-token')
  return sent !== undefined && PARTICIPANT_TOKEN.test(sent) ? sent : undefined
}

/** Whether a role may call a route; the same sentence the server enforces and the generated access matrix expects. */
export const mayCall = (allow: Allow, role: Role | null): boolean =>
  allow === 'public' || allow === 'optional' || (role !== null && (allow === 'session' || can(role, allow)))

type Condition = Pick<Route, 'allow' | 'beforePasswordChange'>

/** Finds out who calls, then holds them to the route's own condition (`Allow` in the contract says how strict it is). */
export const identifying =
  (authenticate: Authenticate, { allow, beforePasswordChange }: Condition) =>
  async (c: Context<Env>): Promise<void> => {
    const header = c.req.header('authorization')
    const token = header === undefined ? undefined : BEARER.exec(header)?.[1]
    let person: Person | undefined
    if (token !== undefined) {
      try {
        person = await authenticate(token, c.get('now'))
      } catch (error) {
        if (allow !== 'public' || !(error instanceof AppError)) throw error
      }
    } else if (header !== undefined && allow !== 'public') {
      throw new AppError('TOKEN_INVALID')
    }
    const participantToken = participantTokenIn(c)
    c.set('actor', person ? { ...person, participantToken } : { kind: 'guest', participantToken })
    if (person?.mustChangePassword && allow !== 'public' && !beforePasswordChange)
      throw new AppError('PASSWORD_CHANGE_REQUIRED')
    if (!mayCall(allow, person?.role ?? null)) throw new AppError(person ? 'FORBIDDEN' : 'UNAUTHORIZED')
  }

/** The same as a link of a chain. */
export const authentication = (authenticate: Authenticate, condition: Condition) => {
  const identify = identifying(authenticate, condition)
  return createMiddleware<Env>(async (c, next) => {
    await identify(c)
    return next()
  })
}
