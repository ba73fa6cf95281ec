import { create } from 'zustand'
import { isOpenElsewhere, tabId } from '@/platform/open-tabs'
import { onStoredElsewhere } from '@/platform/stored-elsewhere'
import { linkTabs } from '@/platform/tab-link'
import { serverNow } from '../clock'
import { currentOwner } from '../drafts/drafts'
import { draftPrefix } from '../drafts/record'
import { useSession } from '../session'
import { outboxDrafts, type OutboxItem } from './items'

export interface SentItem {
  readonly item: OutboxItem
  /** Epoch ms of the server's clock. */
  readonly at: number
  /** The customer that it is about, or has become. */
  readonly customerId: string
}

interface Outbox {
  /** In the order in which they were written. */
  readonly items: readonly OutboxItem[]
  /** The one that is on its way. */
  readonly sending: string | undefined
  /** What was sent since the app was opened, the newest last. */
  readonly sent: readonly SentItem[]
}

export const useOutbox = create<Outbox>(() => ({ items: [], sending: undefined, sent: [] }))

/** What this tab, or this run of the app, holds is free again when it has ended. */
const run = Math.random().toString(36).slice(2)
export const hold = () => ({ tab: tabId(), run })
export const isHeld = ({ heldBy }: OutboxItem): boolean =>
  heldBy !== undefined && (heldBy.run === run || isOpenElsewhere(heldBy.tab))

const stored = (): readonly OutboxItem[] =>
  outboxDrafts
    .subjects()
    .flatMap((id) => outboxDrafts.of(id).read() ?? [])
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

const load = () => useOutbox.setState({ items: stored() })

const changes = new Set<() => void>()
/** Called when an item was written, changed or removed, in whatever tab. */
export const onOutboxChange = (listener: () => void): void => void changes.add(listener)

const changed = () => {
  load()
  changes.forEach((listener) => listener())
}

const link = linkTabs('outbox', (message) => {
  const sent = message as SentItem | undefined
  if (sent?.item) addSent(sent)
  changed()
})

const addSent = (one: SentItem) => useOutbox.setState(({ sent }) => ({ sent: [...sent, one] }))

/** Shows in all tabs what was sent. */
export function noteSent(one: SentItem): void {
  addSent(one)
  link.post(one)
}

/** Stores an item under its id; false where the phone refused it. */
export function putItem(item: OutboxItem, owner = currentOwner()): boolean {
  const done = outboxDrafts.of(item.id, owner).write(item)
  link.post(undefined)
  changed()
  return done
}

export function removeItem(id: string, owner = currentOwner()): void {
  outboxDrafts.of(id, owner).drop()
  link.post(undefined)
  changed()
}

/** The item as it is stored now; undefined once it was sent or thrown away. */
export const itemOf = (id: string): OutboxItem | undefined => outboxDrafts.of(id).read()

/** Takes an item in hand, so that it is not sent while it is changed; undefined where it may be there already. */
export function takeItem(id: string): OutboxItem | undefined {
  const item = itemOf(id)
  if (!item || item.unknown || isHeld(item)) return undefined
  putItem({ ...item, heldBy: hold() })
  return item
}

const released = (item: OutboxItem): OutboxItem => ({ ...item, heldBy: undefined })

/** Lets go of what was taken in hand, if it is there still. */
export function releaseItem(id: string): void {
  const item = itemOf(id)
  if (item?.heldBy?.run === run) putItem(released(item))
}

const lastAt = (items: readonly OutboxItem[]) => items.reduce((most, { at }) => Math.max(most, at), 0)
let last = 0
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}-q`

/** What a form hands over. */
export type Written = Pick<OutboxItem, 'kind' | 'name' | 'customerId' | 'body' | 'base'>

/** A new item, written now and after all others. */
export function newItem(written: Written): OutboxItem {
  last = Math.max(serverNow(), last + 1, lastAt(useOutbox.getState().items) + 1)
  return { ...written, id: newId(), at: last, turn: 0, state: 'waiting' }
}

/** At launch, after the session is known. */
export function watchOutbox(): void {
  // What this tab held before it was loaded anew.
  for (const item of stored()) if (item.heldBy?.tab === tabId()) putItem(released(item))
  load()
  // What another tab stored may be readable here only after its message has come.
  onStoredElsewhere(draftPrefix('outbox'), changed)
  useSession.subscribe(({ session }, before) => {
    if (session?.user.id === before.session?.user.id) return
    useOutbox.setState({ sent: [], sending: undefined })
    changed()
  })
}
