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
  }
}
