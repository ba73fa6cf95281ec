import { createHash } from 'node:crypto'
import { StoreError } from './errors.ts'

export interface StoredObject {
  bucket: string
  key: string
  body: Uint8Array<ArrayBuffer>
  /** Lower-case hex. */
  md5: string
  type: string
  disposition: string | undefined
  cacheControl: string | undefined
  at: number
}

export type NewObject = Pick<StoredObject, 'body' | 'type' | 'disposition' | 'cacheControl'>

export interface Page {
  objects: StoredObject[]
  prefixes: string[]
  next: string | undefined
}

export interface Objects {
  buckets: readonly string[]
  /** Throws NoSuchBucket, and NoSuchKey. */
  get: (bucket: string, key: string) => StoredObject
  put: (bucket: string, key: string, written: NewObject) => StoredObject
  remove: (bucket: string, key: string) => boolean
  /** The objects after the key `after`, ordered by the bytes of their keys. */
  page: (bucket: string, query: { prefix: string; after: string; delimiter: string; limit: number }) => Page
  /** Newest first. */
  list: (bucket?: string) => StoredObject[]
  clear: () => void
}

/** @param buckets the existing buckets; no others are created */
export function createObjects(buckets: readonly string[], now: () => number): Objects {
  const byBucket = new Map<string, Map<string, StoredObject>>()

  function contentOf(bucket: string) {
    if (!buckets.includes(bucket))
      throw new StoreError(404, 'NoSuchBucket', 'The specified bucket does not exist.', { BucketName: bucket })
    const content = byBucket.get(bucket) ?? new Map<string, StoredObject>()
    byBucket.set(bucket, content)
    return content
  }

  return {
    buckets,
    get: (bucket, key) => {
      const found = contentOf(bucket).get(key)
      if (!found) throw new StoreError(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key })
      return found
    },
    put: (bucket, key, written) => {
      const content = contentOf(bucket)
      const object = { bucket, key, ...written, md5: createHash('md5').update(written.body).digest('hex'), at: now() }
      // Deleted first, so the map has the order of writing.
      content.delete(key)
      content.set(key, object)
      return object
    },
    remove: (bucket, key) => contentOf(bucket).delete(key),
    page: (bucket, { prefix, after, delimiter, limit }) => {
      const page: Page = { objects: [], prefixes: [], next: undefined }
      let last = after
      for (const [key, object] of [...contentOf(bucket)].sort(([a], [b]) => byteOrder(a, b))) {
        if (!key.startsWith(prefix) || byteOrder(key, after) <= 0) continue
        const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
        const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length)
        if (common !== undefined && (page.prefixes.includes(common) || common === after)) continue
        if (page.objects.length + page.prefixes.length >= limit) return { ...page, next: last }
        if (common === undefined) page.objects.push(object)
        else page.prefixes.push(common)
        last = common ?? key
      }
      return page
    },
    list: (bucket) =>
      [...byBucket]
        .filter(([name]) => bucket === undefined || name === bucket)
        .flatMap(([, content]) => [...content.values()])
        .toReversed()
        .sort((a, b) => b.at - a.at),
    clear: () => byBucket.clear(),
  }
}

const byteOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
