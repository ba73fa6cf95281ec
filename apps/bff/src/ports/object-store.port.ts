/** `private`: papers and other files that only some may see. `assets`: what the app shows to all. */
export const STORE_NAMES = ['private', 'assets'] as const
export type StoreName = (typeof STORE_NAMES)[number]

export interface ObjectInfo {
  /** Bytes. */
  size: number
  /** As it was said when it was written: nothing that was checked. */
  type: string
  /** Epoch ms. */
  writtenAt: number
}
export interface ListedObject {
  key: string
  size: number
  writtenAt: number
}

/** Bytes `from` to `to`, both included; to the end without `to`. */
export interface ByteRange {
  from: number
  to?: number
}
export interface ReadObject extends ObjectInfo {
  /** What was asked for; errors with a StoreFailure `broken` when the rest does not come. */
  body: ReadableStream<Uint8Array>
  /** How many bytes the body has. */
  length: number
}

/** What a client may write: this one object, of this type and exactly this size. */
export interface Upload {
  key: string
  type: string
  size: number
  /** For how long; at most an hour. */
  seconds: number
}
export interface ReadOptions {
  seconds: number
  downloadName?: string
  /** What is read stays in no cache. */
  unkept?: boolean
}
/** PUT the file with these headers. */
export interface PutTicket {
  url: string
  headers: Record<string, string>
}
/** POST a form with these fields, the file last and called `file`. */
export interface FormTicket {
  url: string
  fields: Record<string, string>
}
/** Sign a PUT to `url` with this key, which can do nothing else. */
export interface KeyTicket {
  url: string
  id: string
  secret: string
  token: string
  /** Epoch ms. */
  expiresAt: number
}

/**
 * `busy`: not reached, too slow or resting, the same may succeed later; `refused`: it does not let us (key, bucket,
 * clock), so an operator has to look; `broken`: what was sent or read ended before its end, or was longer than said.
 */
export type StoreErrorReason = 'busy' | 'refused' | 'broken'

export class StoreFailure extends Error {
  readonly reason: StoreErrorReason
  readonly retryAfterSeconds: number | undefined

  constructor(reason: StoreErrorReason, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(`object store: ${reason}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'StoreFailure'
    this.reason = reason
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** A range that begins after the end. */
export class RangeUnsatisfiable extends Error {
  override name = 'RangeUnsatisfiable'
}

/**
 * Where files lie. Keys are ours: letters, digits, `_`, `-`, `.` and `/` between parts. Everything rejects with a
 * StoreFailure. A ticket can be used until it ends, also to write again: what was checked must be moved to another key.
 */
export interface ObjectStore {
  /** Where browsers must be allowed to connect to; none where the app's own address serves. */
  readonly hosts: readonly string[]
  /**
   * Writes or replaces. A stream is sent as it is read; it is `broken`, and nothing is stored, unless it has `size` bytes,
   * or, where the length is not known, unless it ends well. Bytes are sent again when the store does not answer, a
   * stream is not.
   */
  put(
    key: string,
    what: { type: string; size?: number },
    body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  ): Promise<void>
  head(key: string): Promise<ObjectInfo | undefined>
  /** Rejects with RangeUnsatisfiable too. */
  read(key: string, range?: ByteRange): Promise<ReadObject | undefined>
  /** Also when it is gone already. */
  remove(key: string): Promise<void>
  /** All keys that begin so, in their order; for the jobs that remove strays. */
  list(prefix: string): AsyncGenerator<ListedObject>
  /** An address that reads one object for a while, saved under a name where one is given. */
  readUrl(key: string, options: ReadOptions): Promise<string>
  /** Undefined where a PUT cannot be bound to a size: use the form. */
  uploadByPut(upload: Upload): Promise<PutTicket | undefined>
  uploadByForm(upload: Upload): Promise<FormTicket>
  /** Undefined where the store gives no temporary keys. */
  uploadByKey(upload: Upload): Promise<KeyTicket | undefined>
}

export type ObjectStores = Readonly<Record<StoreName, ObjectStore>>
