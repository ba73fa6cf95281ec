import { linkTabs } from './tab-link'
import type { TabLink } from './tabs.types'

const ID = 'tab-id'
const LIST = 'open-tabs'
const BEAT_MS = 5000
/** Browsers let the timers of hidden tabs run once a minute at worst. */
const SILENT_MS = 130_000
/** How long the other tabs have to answer a new one. */
const ANSWER_MS = 400

/** Another tab that was made as a copy of this one has its name, but not this. */
const self = Math.random().toString(36).slice(2)
const newId = () => Math.random().toString(36).slice(2, 10)

let id: string | undefined
let link: TabLink | undefined
const closed = new Set<() => void>()
/** Tabs that have just said that they close; the list in the storage says so a moment later. */
const gone = new Set<string>()
/** Tabs that were open at the last look, or have spoken since. */
let known = new Set<string>()

function remembered(): string | null {
  try {
    return sessionStorage.getItem(ID)
  } catch {
    return null
  }
}

function rename(next: string): string {
  id = next
  try {
    sessionStorage.setItem(ID, next)
  } catch {
    // The name lasts until the page is left.
  }
  return next
}

export const tabId = (): string => id ?? rename(remembered() ?? newId())

/** When each tab was last known to be open, epoch ms. */
function openTabs(): Record<string, number> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(LIST) ?? '{}')
    const entries = typeof list === 'object' && list !== null ? Object.entries(list) : []
    return Object.fromEntries(entries.filter(([, at]) => typeof at === 'number' && at > Date.now() - SILENT_MS))
  } catch {
    return {}
  }
}

function store(change: (tabs: Record<string, number>) => Record<string, number>): void {
  try {
    localStorage.setItem(LIST, JSON.stringify(change(openTabs())))
  } catch {
    // Without a storage there is nothing that tabs share.
  }
}

export const isOpenElsewhere = (other: string): boolean => other !== tabId() && !gone.has(other) && other in openTabs()

const lockOf = (tab: string) => `tab/${tab}`
/** A tab that has just begun may not hold its lock yet. */
const NEW_MS = 3000

const locks = () => (navigator as { readonly locks?: LockManager }).locks

/** Held as long as the tab is there, however it ends. */
function holdLock(tab: string): void {
  void locks()?.request(lockOf(tab), () => new Promise(() => undefined))
}

/**
 * Finds tabs that closed although no message said so. Where the browser has locks, one that was killed is found by its
 * lock; one whose message was lost has removed itself from the list.
 */
async function findClosed(): Promise<void> {
  const { held } = (await locks()?.query()) ?? {}
  const names = new Set(held?.map(({ name }) => name))
  const isThere = ([tab, at]: [string, number]) =>
    !held || tab === tabId() || names.has(lockOf(tab)) || at > Date.now() - NEW_MS
  const anyKilled = !Object.entries(openTabs()).every(isThere)
  if (anyKilled) store((tabs) => Object.fromEntries(Object.entries(tabs).filter(isThere)))
  const open = new Set(Object.keys(openTabs()))
  // A new tab removes tabs from the list that have not answered in time; those that live come back.
  const isLeft = (tab: string) => tab !== tabId() && !open.has(tab) && !names.has(lockOf(tab))
  const anyLeft = [...known].some(isLeft)
  known = new Set([...known, ...open].filter((tab) => !isLeft(tab)))
  if (anyKilled || anyLeft) closed.forEach((listener) => listener())
}

const beat = () => store((tabs) => ({ ...tabs, [tabId()]: Date.now() }))

interface Message {
  readonly kind: 'hello' | 'here' | 'bye'
  readonly id: string
  readonly self: string
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value && 'self' in value

export function startOpenTabs(): void {
  if (link) return
  const heard = new Set<string>()
  let isNew = true
  const post = (kind: Message['kind']) => link?.post({ kind, id: tabId(), self } satisfies Message)
  link = linkTabs('tabs', (message) => {
    if (!isMessage(message)) return
    heard.add(message.id)
    if (message.kind === 'hello') post('here')
    // The tab that this one was copied from answers.
    if (message.kind === 'here' && isNew && message.id === tabId() && message.self !== self) {
      holdLock(rename(newId()))
      beat()
    }
    if (message.kind !== 'bye') {
      gone.delete(message.id)
      known.add(message.id)
    } else {
      gone.add(message.id)
      known.delete(message.id)
      closed.forEach((listener) => listener())
    }
  })
  post('hello')
  beat()
  holdLock(tabId())
  setTimeout(() => {
    isNew = false
    // A tab that crashed did not say so.
    store((tabs) => Object.fromEntries(Object.entries(tabs).filter(([other]) => other === tabId() || heard.has(other))))
    closed.forEach((listener) => listener())
  }, ANSWER_MS)
  setInterval(() => {
    beat()
    findClosed().catch(() => undefined)
  }, BEAT_MS)
  window.addEventListener('pagehide', () => {
    store((tabs) => Object.fromEntries(Object.entries(tabs).filter(([other]) => other !== tabId())))
    post('bye')
  })
  // The message that a tab closes can come before what it stored last can be read here.
  window.addEventListener('storage', () => {
    if (gone.size > 0) closed.forEach((listener) => listener())
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    beat()
    post('here')
  })
}

export function onTabClosed(listener: () => void): () => void {
  closed.add(listener)
  return () => void closed.delete(listener)
}
