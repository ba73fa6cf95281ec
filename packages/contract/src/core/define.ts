import type { z } from 'zod'
import type { ErrorCode } from './error-spec.ts'
import type { LimitName } from './limits.ts'
import type { Permission } from './policy.ts'

type Schema = z.ZodType

/**
 * Who may call a route. `public`: anybody, and a token that is no good is ignored. `optional`: anybody, but a token that
 * is sent must be good, because the route acts for its owner. `session`: any account. Else the active role must hold
 * the permission.
 */
export type Allow = 'public' | 'optional' | 'session' | Permission

/**
 * Why a repeated write is harmless: `key` honours the Idempotency-Key header; anything else is a sentence that
 * says why repeating the call changes nothing more.
 */
type Idempotent = 'key' | { because: string }

interface RouteBase {
  path: `/api/${string}`
  summary: string
  allow: Allow
  params?: Schema
  query?: Schema
  /** The `data` of the reply envelope. */
  reply: Schema
  /** 201 where a row is created, else 200. */
  status?: 200 | 201
  /** The media type that the route answers with instead of, or besides, the JSON envelope. */
  produces?: string
  /** The limit that this route has besides the general one; of several each counts the calls that those before let through. */
  limit?: LimitName | readonly LimitName[]
  /** Allowed to a session that has to change its temporary password first. */
  beforePasswordChange?: true
  /** Its address was signed by us, for a caller who was counted then: the general limit does not apply. */
  uncounted?: true
  /** A vendor calls it: the body is read as bytes, and the reply has the vendor's shape instead of the envelope. */
  raw?: true
  /** Codes this route raises besides those that its shape implies (see `routeErrors` in the BFF). */
  errors?: readonly ErrorCode[]
}
interface ReadRoute extends RouteBase {
  method: 'get'
  /** The same answer for everybody: it carries an ETag, and caches may keep it for so many seconds. */
  cacheSeconds?: number
}
/** The files of a form: the name of their part, how many one call may bring, and how large each may be. */
export interface Upload {
  field: string
  most: number
  maxBytes: number
  /** The other parts, by name, and what they say. */
  fields?: Readonly<Record<string, string>>
}
interface WriteRoute extends RouteBase {
  method: 'post' | 'put' | 'patch' | 'delete'
  body?: Schema
  /** The body may be missing: some proxies take it off a DELETE. */
  bodyMayMiss?: true
  /** Takes `multipart/form-data` instead of JSON. */
  upload?: Upload
  /** Looks at a file that came by another way. */
  looksAtFile?: true
  /** Answers 200 instead of 201 where everything was there already; the reply says so as `repeated`. */
  mayBeThere?: true
  idempotent: Idempotent
}
export type Route = ReadRoute | WriteRoute
export type Routes = Record<string, Route>

/** Declares the routes of one feature. The identity function: it exists so that types stay literal. */
export const define = <const R extends Routes>(routes: R): R => routes

type PartOf<R, K extends string> = R extends { [k in K]: infer S extends Schema } ? S : undefined
type InputOf<S> = S extends Schema ? z.input<S> : undefined
type OutputOf<S> = S extends Schema ? z.output<S> : undefined

/** What a handler receives, after validation. */
export interface Input<R extends Route> {
  params: OutputOf<PartOf<R, 'params'>>
  query: OutputOf<PartOf<R, 'query'>>
  body: OutputOf<PartOf<R, 'body'>>
}
/** What the caller gets: the `data` of the envelope. */
export type ReplyOf<R extends Route> = z.input<R['reply']>

type Declared<C extends Routes> = C extends unknown ? C[keyof C] : never

/** Routes by the name under which a client calls them, `'GET /api/resumes/enums'`; takes a union of route tables. */
export type Keyed<C extends Routes> = {
  [R in Declared<C> as `${Uppercase<R['method']>} ${R['path']}`]: R
}

type Field<K extends string, T> = [T] extends [undefined]
  ? { [k in K]?: undefined }
  : {} extends T
    ? { [k in K]?: T }
    : { [k in K]: T }
export type Options<R extends Route> = Field<'params', InputOf<PartOf<R, 'params'>>> &
  Field<'query', InputOf<PartOf<R, 'query'>>> &
  Field<'body', InputOf<PartOf<R, 'body'>>> & { idempotencyKey?: string }
type Args<R extends Route> = {} extends Options<R> ? [options?: Options<R>] : [options: Options<R>]

/** The typed client: `api('PATCH /api/resumes/miniprogram/{id}', { params, body })` resolves to the reply's data. */
export type Api<M extends { [k in keyof M]: Route }> = <K extends keyof M & string>(
  key: K,
  ...args: Args<M[K]>
) => Promise<z.output<M[K]['reply']>>
