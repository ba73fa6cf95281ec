import { join } from 'node:path'
import type { ObjectStore, StoreName } from '../../ports/object-store.port.ts'
import { checkStoreKey } from '../store/store-key.ts'
import { type DiskFiles, makeDiskFiles } from './disk.files.ts'
import { type Permit, makePermits, type Permits } from './disk.permit.ts'

export interface DiskOptions {
  folder: string
  /** Where people reach the app; without a slash at the end. */
  publicUrl: string
  /** What addresses are signed with, after derivation. */
  secret: Buffer
}

/** A store, and what the server needs to serve its addresses. */
export interface DiskStore {
  store: ObjectStore
  name: StoreName
  files: DiskFiles
  permits: Permits
}

/** Where the app serves the addresses that a disk gives out. */
export const DISK_PATH = '/store'

/** Files in a folder of this machine, behind our port. Addresses are signed and served by the app itself. */
export function makeDiskStore(
  { folder, publicUrl, secret }: DiskOptions,
  name: StoreName,
  clock: () => number,
): DiskStore {
  const files = makeDiskFiles(join(folder, name))
  const permits = makePermits(secret)
  const until = (seconds: number) => Math.floor(clock() / 1000) + seconds
  const address = (key: string) => `${publicUrl}${DISK_PATH}/${name}/${checkStoreKey(key)}`
  const signedAddress = (permit: Permit) =>
    `${address(permit.key)}?${new URLSearchParams(permits.sign(permit)).toString()}`

  const store: ObjectStore = {
    hosts: [],
    put: (key, what, body) => files.write(key, what, body instanceof Uint8Array ? once(body) : body),
    head: files.info,
    read: files.read,
    remove: files.remove,
    list: files.list,
    readUrl: async (key, { seconds, downloadName, unkept = false }) =>
      signedAddress({
        act: 'read',
        store: name,
        key,
        until: until(seconds),
        ...(downloadName === undefined ? {} : { name: downloadName }),
        ...(unkept ? { unkept } : {}),
      }),
    uploadByPut: async ({ key, type, size, seconds }) => ({
      url: signedAddress({ act: 'put', store: name, key, until: until(seconds), type, size }),
      headers: { 'Content-Type': type },
    }),
    uploadByForm: async ({ key, type, size, seconds }) => ({
      url: address(key),
      fields: permits.sign({ act: 'form', store: name, key, until: until(seconds), type, size }),
    }),
    uploadByKey: async () => undefined,
  }
  return { store, name, files, permits }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
