import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import {
  type ByteRange,
  type ListedObject,
  type ObjectInfo,
  RangeUnsatisfiable,
  type ReadObject,
  StoreFailure,
} from '../../ports/object-store.port.ts'
import { measuredBody } from '../store/measured-body.ts'
import { checkStoreKey } from '../store/store-key.ts'
import { streamOf } from '../../runtime/byte-stream.ts'

/** Longer than any upload takes. */
const LEFT_OVER_MS = 24 * 3600_000

export interface DiskFiles {
  write(key: string, what: { type: string; size?: number }, body: AsyncIterable<Uint8Array>): Promise<void>
  info(key: string): Promise<ObjectInfo | undefined>
  read(key: string, range?: ByteRange): Promise<ReadObject | undefined>
  remove(key: string): Promise<void>
  list(prefix: string): AsyncGenerator<ListedObject>
}

/**
 * Files of one store: content under its key, its type beside it in a tree of its own. A file is written elsewhere and
 * moved when it is whole, so that a reader never gets half of one.
 */
export function makeDiskFiles(folder: string): DiskFiles {
  const [content, types, incoming] = ['content', 'types', 'incoming'].map((part) => join(folder, part)) as [
    string,
    string,
    string,
  ]
  const place = (tree: string, key: string) => join(tree, checkStoreKey(key))

  const info = async (key: string): Promise<ObjectInfo | undefined> => {
    const found = await stat(place(content, key)).catch(absent)
    if (!found?.isFile()) return undefined
    const type = await readFile(place(types, key), 'utf8').catch(absent)
    return { size: found.size, type: type ?? 'application/octet-stream', writtenAt: Math.round(found.mtimeMs) }
  }

  return {
    info,
    async write(key, { type, size }, body) {
      const [target, typeFile] = [place(content, key), place(types, key)]
      const draft = join(incoming, randomBytes(12).toString('hex'))
      const source = measuredBody(body, size)
      try {
        for (const one of [incoming, dirname(target), dirname(typeFile)]) await lastingFolder(one)
        const file = await open(draft, 'wx')
        try {
          for await (const piece of source.stream) await file.writeFile(piece)
          await file.sync()
        } finally {
          await file.close()
        }
        // First the type: a type without its content is nothing.
        await writeFile(typeFile, type, { flush: true })
        await rename(draft, target)
        await syncFolders(dirname(typeFile), dirname(target))
      } catch (cause) {
        await rm(draft, { force: true })
        throw new StoreFailure(source.fault() ? 'broken' : 'busy', { cause })
      }
    },
    async read(key, range) {
      const found = await info(key)
      if (!found) return undefined
      const from = range?.from ?? 0
      const to = Math.min(range?.to ?? found.size - 1, found.size - 1)
      if (range && from > to) throw new RangeUnsatisfiable()
      if (found.size === 0) return { ...found, length: 0, body: streamOf([]) }
      const open = () => createReadStream(place(content, key), { start: from, end: to })
      return { ...found, length: to - from + 1, body: streamOf(unbroken(open)) }
    },
    async remove(key) {
      await rm(place(content, key), { force: true })
      await rm(place(types, key), { force: true })
    },
    async *list(prefix) {
      await removeLeftOvers(incoming)
      for await (const key of keysUnder(content, '', prefix)) {
        const found = await stat(join(content, key)).catch(absent)
        if (found) yield { key, size: found.size, writtenAt: Math.round(found.mtimeMs) }
      }
    },
  }
}

/** A name in a folder lasts through a power failure once the folder is written, too. */
async function syncFolders(...folders: string[]): Promise<void> {
  // Windows opens no folder, and writes names by itself.
  if (process.platform === 'win32') return
  for (const folder of folders) {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  }
}

async function lastingFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolders(dirname(made))
}

/** Opened when the first piece is asked for: a file that is never read would stay open. */
async function* unbroken(open: () => Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* open()
  } catch (cause) {
    throw new StoreFailure('broken', { cause })
  }
}

const absent = (error: unknown): undefined => {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  throw new StoreFailure('busy', { cause: error })
}

/** Keys below a folder, in the order of their bytes: a folder stands where its name with the slash does. */
async function* keysUnder(root: string, folder: string, prefix: string): AsyncGenerator<string> {
  const entries = (await readdir(join(root, folder), { withFileTypes: true }).catch(absent)) ?? []
  const named = entries.map((entry) => (entry.isDirectory() ? `${folder}${entry.name}/` : `${folder}${entry.name}`))
  for (const key of named.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue
    if (key.endsWith('/')) yield* keysUnder(root, key, prefix)
    else if (key.startsWith(prefix)) yield key
  }
}

/** What was being written when the power failed. */
async function removeLeftOvers(incoming: string): Promise<void> {
  for (const name of (await readdir(incoming).catch(absent)) ?? []) {
    const file = join(incoming, name)
    const found = await stat(file).catch(absent)
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) await rm(file, { force: true })
  }
}
