import type { Role } from '@qingpin/contract/core/policy'
import type { Deps } from './deps.ts'
import { AppError } from './errors.ts'

/** Who is calling, as the database has it at this request. */
export interface Actor {
  accountId: string
  sessionId: string
  /** The active role. */
  role: Role
  roles: readonly Role[]
}

/** The two headers by which a device names itself. */
export interface DeviceHeaders {
  userAgent: string | undefined
  client: string | undefined
}

/** A request and its repeats under one idempotency key. */
export interface Repeat {
  id: string
  statusOf: (reply: unknown) => number
  /** The answer is kept, if the transaction that keeps it commits. */
  kept: boolean
}

/** What a service gets: the outside world, the caller, and the moment. */
export interface Ctx extends Deps {
  actor: Actor | null
  /** Epoch milliseconds; one request has one time. */
  now: number
  requestId: string
  /** The network address that the request came from, to be shown masked; it counts nobody, `caller` does. */
  address: string
  /** Whom the address stands for: by this whoever has no account is counted and told apart. */
  caller: string
  /** What the device says of itself; believed for a name in a list and for nothing else. */
  device?: DeviceHeaders | undefined
  /** Where it came with an idempotency key: what `once` keeps its answer by. */
  repeat?: Repeat | undefined
  /** What proves a seat in an interview room, for people with or without an account. */
  participantToken?: string | undefined
}

/** The caller, where a route lets nobody in without a session. */
export function requireActor({ actor }: Pick<Ctx, 'actor'>): Actor {
  if (!actor) throw new AppError('UNAUTHORIZED')
  return actor
}
