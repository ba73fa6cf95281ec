import type { Context, Hono } from 'hono'
import { AppError } from '../errors.ts'
import { withMinimumThroughput, readForm } from '../storage/index.ts'
import type { Env } from './env.ts'
import { type ByteRange, StoreFailure } from '../ports/object-store.port.ts'
import { attachment, isStoreKey } from '../adapters/store/store-key.ts'
import { DISK_PATH, type DiskStore } from '../adapters/disk/disk.adapter.ts'
import type { Permit } from '../adapters/disk/disk.permit.ts'
import { streamOf } from '../runtime/byte-stream.ts'
import { BUSY_RETRY_SECONDS, DISK_UPLOAD_BYTES } from './http.rules.ts'

/** What a browser may show; anything else, a page or a drawing with a script above all, it has to save. */
const SHOWN = /^(?:image\/(?:jpeg|png|webp|gif)|video\/mp4|audio\/mpeg|application\/pdf)$/

/**
 * Serves the addresses that disks give out, as an object store would from a host of its own. The bearer of one needs no
 * login; one that was changed, or is over, opens nothing and says no more.
 */
export function serveDisks(app: Hono<Env>, disks: readonly DiskStore[]): void {
  for (const disk of disks)
    app.all(`${DISK_PATH}/${disk.name}/*`, async (c) => {
      const key = new URL(c.req.url).pathname.slice(`${DISK_PATH}/${disk.name}/`.length)
      if (!isStoreKey(key)) throw new AppError('NOT_FOUND')
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return read(c, disk, key)
      if (c.req.method === 'PUT') return put(c, disk, key)
      if (c.req.method === 'POST') return take(c, disk, key)
      throw new AppError('NOT_FOUND')
    })
}

const permitIn = (
  c: Context<Env>,
  { permits, name }: DiskStore,
  act: Permit['act'],
  key: string,
  values: Record<string, string>,
): Permit => {
  const permit = permits.read(act, name, key, new Map(Object.entries(values)))
  if (!permit || permit.until * 1000 <= c.var.now) throw new AppError('NOT_FOUND')
  return permit
}

async function read(c: Context<Env>, disk: DiskStore, key: string): Promise<Response> {
  const { name, until, unkept } = permitIn(c, disk, 'read', key, c.req.query())
  const info = await disk.files.info(key).catch(busy)
  if (!info) throw new AppError('NOT_FOUND')
  const range = rangeIn(c.req.header('range'), info.size)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${info.size}` } })
  const found = await disk.files.read(key, range).catch(busy)
  if (!found) throw new AppError('NOT_FOUND')
  if (c.req.method === 'HEAD') await found.body.cancel()
  const disposition = name === undefined ? (SHOWN.test(found.type) ? 'inline' : 'attachment') : attachment(name)
  const from = range?.from ?? 0
  return new Response(c.req.method === 'HEAD' ? null : found.body, {
    status: range ? 206 : 200,
    headers: {
      'content-type': found.type,
      'content-length': String(found.length),
      'content-disposition': disposition,
      'accept-ranges': 'bytes',
      'last-modified': new Date(found.writtenAt).toUTCString(),
      'cache-control': unkept
        ? 'private, no-store'
        : `private, max-age=${Math.max(0, until - Math.ceil(c.var.now / 1000))}`,
      ...(range ? { 'content-range': `bytes ${from}-${from + found.length - 1}/${found.size}` } : {}),
    },
  })
}

/** A range as browsers send it; one that is not understood is none. */
function rangeIn(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  if (from >= size || (first !== '' && last !== '' && Number(last) < from)) return 'unsatisfiable'
  return { from, ...(first === '' || last === '' ? {} : { to: Number(last) }) }
}

const busy = (error: unknown): never => {
  throw error instanceof StoreFailure
    ? new AppError('SERVICE_BUSY', { cause: error, retryAfterSeconds: BUSY_RETRY_SECONDS })
    : error
}

async function put(c: Context<Env>, disk: DiskStore, key: string): Promise<Response> {
  const permit = permitIn(c, disk, 'put', key, c.req.query())
  if (c.req.header('content-type') !== permit.type) throw new AppError('UNSUPPORTED_MEDIA_TYPE')
  const length = Number(c.req.header('content-length') ?? permit.size)
  if (length !== permit.size) throw wrongSize(length, permit)
  await write(disk, key, permit, c.req.raw.body ? withMinimumThroughput(c.req.raw.body) : streamOf([]))
  return new Response(null, { status: 200 })
}

async function take(c: Context<Env>, disk: DiskStore, key: string): Promise<Response> {
  const rules = { field: 'file', most: 1, maxBytes: DISK_UPLOAD_BYTES }
  const { files } = await readForm(c.req.raw, rules, ({ bytes }, fields) =>
    write(disk, key, permitIn(c, disk, 'form', key, fields), bytes),
  )
  if (files.length === 0) throw new AppError('FILE_MISSING')
  return new Response(null, { status: 200 })
}

async function write(disk: DiskStore, key: string, { type = '', size = 0 }: Permit, body: AsyncIterable<Uint8Array>) {
  await disk.files.write(key, { type, size }, body).catch((error: unknown) => {
    if (error instanceof StoreFailure && error.cause instanceof AppError) throw error.cause
    if (error instanceof StoreFailure && error.reason === 'broken')
      throw new AppError('VALIDATION_ERROR', { cause: error, details: SIZE_DETAILS })
    busy(error)
  })
}

const SIZE_DETAILS = [{ field: 'file', message: '收到的文件与说好的大小不一样，请重新上传' }]

const wrongSize = (length: number, { size = 0 }: Permit) =>
  length > size ? new AppError('PAYLOAD_TOO_LARGE') : new AppError('VALIDATION_ERROR', { details: SIZE_DETAILS })
