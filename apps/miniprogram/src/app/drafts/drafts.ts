import { currentSession, useSession } from '@/app/session'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'
import { migrateOldDrafts } from './old-keys'
import { draftKey, draftPrefix, isRecord, ownerOf, type DraftName, type DraftRecord } from './record'

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
}

export interface DraftOptions<T> {
  /** Turns what is stored, maybe by an older version, into a value; undefined when it fits nowhere. */
  readonly read: (stored: unknown, owner: string) => T | undefined
  /** A value that holds nothing is not stored. */
  readonly isBlank?: (value: T) => boolean
  /** A value that the server has as well: it leaves the phone when its owner logs out. */
  readonly isSaved?: (value: T) => boolean
}

export interface DraftKind<T> {
  /** The draft about a subject (a customer, a CV, `new`) by an owner, by default the account that is logged in. */
  readonly of: (subject?: string, owner?: string) => Draft<T>
  /** Subjects of which the account that is logged in has a draft. */
  readonly subjects: () => readonly string[]
}

/**
 * Declares a kind of draft. Drafts are stored by owner, so the next person on this phone neither sees nor sends them;
 * the owner finds them again. Two tabs of one owner share a draft: the last write stays.
 */
export function defineDraft<T>(name: DraftName, { read, isBlank, isSaved }: DraftOptions<T>): DraftKind<T> {
  const draftAt = (key: string, owner: string): Draft<T> => {
    const record = (): DraftRecord | undefined => {
      const stored = getStored(key)
      return isRecord(stored) ? stored : undefined
    }
    return {
      owner,
      read: () => {
        const stored = record()
        return stored && read(stored.value, owner)
      },
      savedAt: () => record()?.savedAt,
      write: (value) => {
        if (!isBlank?.(value)) return setStored(key, { savedAt: Date.now(), value } satisfies DraftRecord)
        removeStored(key)
        return true
      },
      drop: () => removeStored(key),
    }
  }
  if (isSaved) {
    const dropSaved = (key: string) => {
      const stored = getStored(key)
      const value = isRecord(stored) ? read(stored.value, ownerOf(name, key)) : undefined
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
      return storedKeys(own).map((key) => key.slice(own.length))
    },
  }
}

migrateOldDrafts()
