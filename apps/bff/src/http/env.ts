import type { Actor, Repeat } from '../context.ts'

/** What travels with one request through the middleware. */
export interface Env {
  Variables: {
    requestId: string
    now: number
    address: string
    caller: string
    actor: Actor
    /** The route's pattern, for the log: a path can hold ids, a pattern cannot. */
    route: string
    errorCode: string | undefined
    repeat: Repeat | undefined
    /** Headers of every reply of this path; undefined for a caller from another origin, who gets more. */
    headers: Readonly<Record<string, string>> | undefined
    /** A reply that bears them already. */
    reply: Response | undefined
  }
}
