import { currentSession, useSession } from '@/app/session'
import { isOpenElsewhere, tabId } from '@/platform/open-tabs'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'
import { migrateOldDrafts } from './old-keys'
import {
  draftKey,
  draftPrefix,
  isRecord,
  ownerOf,
  setAsideAs,
  tabKey,
  withoutTab,
  type DraftName,
  type DraftRecord,
} from './record'

/** Owner of what is written before a login. */
export const GUEST = ''

/** Id of the account that is logged in, or GUEST. */
export const currentOwner = (): string => currentSession()?.user.id ?? GUEST

/** One draft on this phone: what was written and is nowhere else yet. */
export interface Draft<T> {
  readonly owner: string
  readonly read: () => T | undefined
  /** Epoch ms of the last write; undefined when nothing is stored. */
  readonly savedAt: () => number | undefined
  /** Stores the value, or drops the draft when the value is blank. False when the phone refused it. */
  readonly write: (value: T) => boolean
  readonly drop: () => void
  /** What tabs that were closed have left unsaved besides; each is dropped when its text has a place. */
  readonly leftByOthers: () => readonly LeftDraft<T>[]
  /** Before something else is written: what is stored stays, as one that is left unsaved besides. */
  readonly setAside: () => void
}

export interface LeftDraft<T> {
  readonly value: T
  readonly savedAt: number
  readonly drop: () => void
}

export interface DraftOptions<T> {
  /** Turns what is stored, maybe by an older version, into a value; undefined when it fits nowhere. */
  readonly read: (stored: unknown, owner: string) => T | undefined
  /** A value that holds nothing is not stored. */
  readonly isBlank?: (value: T) => boolean
  /** A value that the server has as well: it leaves the phone when its owner logs out. */
  readonly isSaved?: (value: T) => boolean
  /** A tab that has nothing of its own reads what another open tab is writing. */
  readonly readsOpenTabs?: boolean
  /** One record for all tabs: it is written once, and then handled by the tab that leads. */
  readonly acrossTabs?: boolean
}

export interface DraftKind<T> {
  /** The draft about a subject (a customer, a CV, `new`) by an owner, by default the account that is logged in. */
  readonly of: (subject?: string, owner?: string) => Draft<T>
  /** Subjects of which the account that is logged in has a draft. */
  readonly subjects: () => readonly string[]
}

const tabOf = ({ tab = '' }: DraftRecord): string => tab

interface Slot {
  readonly key: string
  readonly record: DraftRecord
}

/** What all tabs have stored of a draft. */
const slotsOf = (key: string): readonly Slot[] =>
  storedKeys(key)
    .filter((one) => withoutTab(one) === key)
    .flatMap((one) => {
      const record = getStored(one)
      return isRecord(record) ? [{ key: one, record }] : []
    })

/** Where this tab stores a draft: beside that of another tab, which it must not overwrite. */
function ownKey(key: string): string {
  if (tabId() === '') return key
  const own = tabKey(key, tabId())
  const shared = getStored(key)
  const isFree = !isRecord(shared) || tabOf(shared) === tabId()
  return isFree && getStored(own) === undefined ? key : own
}

/**
 * Declares a kind of draft. Drafts are stored by owner, so the next person on this phone neither sees nor sends them;
 * the owner finds them again. Each tab writes its own; a tab that has none takes over what a closed one has left.
 */
export function defineDraft<T>(
  name: DraftName,
  { read, isBlank, isSaved, readsOpenTabs = false, acrossTabs = false }: DraftOptions<T>,
): DraftKind<T> {
  /** What a reader did not expect must not keep a page from being opened. */
  const readOrNothing = (stored: unknown, owner: string): T | undefined => {
    try {
      return read(stored, owner)
    } catch {
      return undefined
    }
  }
  const draftAt = (key: string, owner: string): Draft<T> => {
    const valueOf = ({ record }: Slot) => readOrNothing(record.value, owner)
    const isUnsaved = (slot: Slot) => {
      const value = valueOf(slot)
      return value !== undefined && !isSaved?.(value)
    }
    /** What closed tabs have left, the newest first, before it what is nowhere else. */
    const left = () =>
      slotsOf(key)
        .filter(({ record }) => tabOf(record) !== tabId() && !isOpenElsewhere(tabOf(record)))
        .sort((a, b) => Number(isUnsaved(b)) - Number(isUnsaved(a)) || b.record.savedAt - a.record.savedAt)
    const mine = () => slotsOf(key).find(({ record }) => tabOf(record) === tabId())
    const adopted = (): Slot | undefined => {
      const [slot] = left()
      if (!slot) return undefined
      removeStored(slot.key)
      const to = ownKey(key)
      const record: DraftRecord = { ...slot.record, tab: tabId() }
      if (!setStored(to, record)) setStored(slot.key, slot.record)
      return { key: to, record }
    }
    const ofOpenTabs = () => [...slotsOf(key)].sort((a, b) => b.record.savedAt - a.record.savedAt)[0]
    const placeOf = () => (acrossTabs ? key : ownKey(key))
    const found = () =>
      (acrossTabs ? slotsOf(key)[0] : undefined) ?? mine() ?? adopted() ?? (readsOpenTabs ? ofOpenTabs() : undefined)
    return {
      owner,
      read: () => {
        const slot = found()
        return slot && valueOf(slot)
      },
      savedAt: () => found()?.record.savedAt,
      write: (value) => {
        const to = placeOf()
        const by = acrossTabs || tabId() === '' ? {} : { tab: tabId() }
        if (!isBlank?.(value)) return setStored(to, { savedAt: Date.now(), ...by, value } satisfies DraftRecord)
        removeStored(to)
        return true
      },
      drop: () => removeStored(placeOf()),
      leftByOthers: () =>
        left().flatMap((slot) => {
          const value = valueOf(slot)
          const drop = () => removeStored(slot.key)
          if (value !== undefined && isUnsaved(slot)) return [{ value, savedAt: slot.record.savedAt, drop }]
          drop()
          return []
        }),
      setAside: () => {
        const slot = mine()
        if (!slot) return
        const tab = setAsideAs(slot.record.savedAt)
        if (setStored(tabKey(key, tab), { ...slot.record, tab })) removeStored(slot.key)
      },
    }
  }
  if (isSaved) {
    const dropSaved = (key: string) => {
      const stored = getStored(key)
      const value = isRecord(stored) ? readOrNothing(stored.value, ownerOf(name, key)) : undefined
      if (value === undefined || isSaved(value)) removeStored(key)
    }
    useSession.subscribe(({ session }, before) => {
      if (session?.user.id === before.session?.user.id) return
      storedKeys(draftPrefix(name)).forEach(dropSaved)
    })
  }
  return {
    of: (subject, owner = currentOwner()) => draftAt(draftKey(name, owner, subject), owner),
    subjects: () => {
      const own = draftKey(name, currentOwner(), '')
      return [...new Set(storedKeys(own).map((key) => withoutTab(key).slice(own.length)))]
    },
  }
}

migrateOldDrafts()
