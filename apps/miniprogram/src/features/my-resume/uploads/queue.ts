import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PickedFile } from '@/platform/picked-file.types'
import { checkFile } from './check-file'

type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'uploading'; readonly percent: number }
  /** The upload has arrived and is being checked. */
  | { readonly kind: 'checking' }
  | ({ readonly kind: 'failed' } & Omit<Failure, 'lost'>)

export interface UploadItem {
  readonly id: string
  readonly resumeId: string
  readonly fileType: FileType
  readonly file: PickedFile
  readonly state: UploadState
}

/** The server's permission to send one file. */
export interface Permission {
  readonly uploadId: string
  /** Epoch ms. */
  readonly expiresAt: number
}
interface Sending {
  readonly done: Promise<void>
  readonly abort: () => void
}

/** The operations of the queue; rejections are explained by `reasonOf`. */
export interface UploadSteps<P extends Permission, A> {
  readonly ask: (item: UploadItem) => Promise<P>
  readonly send: (item: UploadItem, permission: P, onProgress: (percent: number) => void) => Sending
  readonly confirm: (item: UploadItem, permission: P) => Promise<A>
  /** Called when the file is in the resume and the item has left the queue. */
  readonly onAdded: (item: UploadItem, added: A) => void
  readonly reasonOf: (error: unknown) => Failure
  /** The queue needs the file no more. */
  readonly release: (file: PickedFile) => void
  readonly now?: () => number
}
export interface Failure {
  readonly reason: string
  /** The reference to quote, for an unexpected error. */
  readonly reference?: string | undefined
  readonly again: boolean
  /** There was no network: it goes on by itself when there is one. */
  readonly offline?: boolean
  /** What the next attempt has to repeat: sending the file, or asking for permission. */
  readonly lost?: 'file' | 'permission'
}

export interface UploadQueue {
  readonly store: StoreApi<{ readonly items: readonly UploadItem[] }>
  readonly add: (resumeId: string, fileType: FileType, files: readonly PickedFile[]) => void
  readonly retry: (id: string) => void
  /** Goes on with all that the missing network has stopped. */
  readonly resume: () => void
  /** Removes an item. A running upload is aborted and never confirmed. */
  readonly cancel: (id: string) => void
  readonly clear: () => void
}

/** The number of parallel uploads: more slow each other down, fewer let one stuck upload block the others. */
const AT_ONCE = 3

interface Course<P> {
  permission?: P
  sent?: boolean
  sending?: Sending
}

/**
 * Uploads files in three steps: permission, sending and confirmation. A retry continues at the failed step, so that
 * a file that has arrived is not sent twice.
 */
export function makeQueue<P extends Permission, A>(steps: UploadSteps<P, A>): UploadQueue {
  const store = createStore<{ readonly items: readonly UploadItem[] }>(() => ({ items: [] }))
  const courses = new Map<string, Course<P>>()
  const running = new Set<string>()
  const now = steps.now ?? Date.now
  let made = 0

  const find = (id: string) => store.getState().items.find((item) => item.id === id)
  const turn = (id: string, state: UploadState) =>
    store.setState(({ items }) => ({ items: items.map((item) => (item.id === id ? { ...item, state } : item)) }))
  const takeOut = (id: string): UploadItem | undefined => {
    const item = find(id)
    courses.delete(id)
    store.setState(({ items }) => ({ items: items.filter((one) => one.id !== id) }))
    return item
  }

  async function travel(item: UploadItem, course: Course<P>): Promise<A | undefined> {
    const { id } = item
    const gone = () => courses.get(id) !== course
    if (!course.permission || course.permission.expiresAt <= now()) {
      course.sent = false
      course.permission = await steps.ask(item)
    }
    const { permission } = course
    if (gone()) return undefined
    if (!course.sent) {
      course.sending = steps.send(item, permission, (percent) => {
        if (!gone()) turn(id, { kind: 'uploading', percent })
      })
      await course.sending.done
      course.sent = true
    }
    if (gone()) return undefined
    turn(id, { kind: 'checking' })
    return steps.confirm(item, permission)
  }

  async function run(item: UploadItem): Promise<void> {
    const { id } = item
    const course = courses.get(id) ?? {}
    courses.set(id, course)
    turn(id, { kind: 'uploading', percent: 0 })
    try {
      const added = await travel(item, course)
      // Confirmed although it was removed meanwhile: the file is in the resume, so the list has to show it.
      if (added !== undefined) {
        takeOut(id)
        steps.onAdded(item, added)
        steps.release(item.file)
      }
    } catch (error) {
      const { lost, ...failure } = steps.reasonOf(error)
      // A permission reserves space on the server until it ends, so a valid one is used again.
      if (lost === 'file') course.sent = false
      if (lost === 'permission') courses.set(id, {})
      if (find(id)) turn(id, { kind: 'failed', ...failure })
    } finally {
      running.delete(id)
      next()
    }
  }

  function next(): void {
    const waiting = store.getState().items.filter(({ state, id }) => state.kind === 'waiting' && !running.has(id))
    for (const item of waiting.slice(0, AT_ONCE - running.size)) {
      running.add(item.id)
      void run(item)
    }
  }

  const cancel = (id: string): void => {
    const sending = courses.get(id)?.sending
    const item = takeOut(id)
    sending?.abort()
    if (item && item.state.kind !== 'checking') steps.release(item.file)
  }

  return {
    store,
    add: (resumeId, fileType, files) => {
      const items = files.map((file): UploadItem => {
        made += 1
        const reason = checkFile(file, fileType)
        const state: UploadState = reason ? { kind: 'failed', reason, again: false } : { kind: 'waiting' }
        return { id: `up${made}`, resumeId, fileType, file, state }
      })
      store.setState((before) => ({ items: [...before.items, ...items] }))
      next()
    },
    retry: (id) => {
      const item = find(id)
      if (item?.state.kind !== 'failed' || !item.state.again) return
      turn(id, { kind: 'waiting' })
      next()
    },
    resume: () => {
      const stopped = store.getState().items.filter(({ state }) => state.kind === 'failed' && state.offline)
      for (const { id } of stopped) turn(id, { kind: 'waiting' })
      next()
    },
    cancel,
    clear: () => store.getState().items.forEach(({ id }) => cancel(id)),
  }
}
