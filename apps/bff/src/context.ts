import type { Role } from '@qingpin/contract/core/policy'
import type { Deps } from './deps.ts'
import { AppError } from './errors.ts'

/** A caller with a session, as the database has it at this request. */
export interface Person {
  kind: 'person'
  accountId: string
  sessionId: string
  /** The active role. */
  role: Role
  roles: readonly Role[]
  /** Proves a participant of an interview room, as a guest's does. */
  participantToken?: string | undefined
}

/** A caller without a session. */
export interface Guest {
  kind: 'guest'
  participantToken?: string | undefined
}

/** The application itself, running a job of a queue. */
export interface JobActor {
  kind: 'job'
  queue: string
}

/** An outside service that calls a webhook; its handler verifies the signature. */
export interface Vendor {
  kind: 'vendor'
}

/** Who acts. */
export type Actor = Person | Guest | JobActor | Vendor

export const GUEST: Guest = { kind: 'guest' }

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
  actor: Actor
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
}

type Acting = Pick<Ctx, 'actor'>

/** The caller, where there is one with a session. */
export const personOf = ({ actor }: Acting): Person | undefined => (actor.kind === 'person' ? actor : undefined)

/** The caller on a route that needs a session; throws UNAUTHORIZED without one. */
export function requirePerson(ctx: Acting): Person {
  const person = personOf(ctx)
  if (!person) throw new AppError('UNAUTHORIZED')
  return person
}

/** The caller's account, as columns such as `created_by` hold it. */
export const accountIdOf = (ctx: Acting): string | null => personOf(ctx)?.accountId ?? null

export const participantTokenOf = ({ actor }: Acting): string | undefined =>
  actor.kind === 'person' || actor.kind === 'guest' ? actor.participantToken : undefined
