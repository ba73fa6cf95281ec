import type { CvDocument } from '@qingpin/cv/document'
import { sameDocument } from '@qingpin/cv/normalise'
import { currentSession, useSession } from '@/app/session'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'

/**
 * A CV as this phone has it, written with every keystroke. It stays after saving, so that the CV opens without a
 * network as well.
 */
export interface LocalCopy {
  readonly title: string
  readonly document: CvDocument
  /** What the server was last known to have, and its version. */
  readonly base: CvDocument
  readonly version: number
  readonly savedAt: number
  /** Marks of what was sent and may have been kept although no answer came. */
  readonly sent: readonly string[]
}

const ALL = 'cv-copy/'
const ofAccount = (accountId: string) => `${ALL}${accountId}/`

/** Copies belong to an account: the next person on this phone neither sees nor saves them. */
export const copyPlace = (cvId: string): string => `${ofAccount(currentSession()?.user.id ?? 'nobody')}${cvId}`

const isDocument = (value: unknown): value is CvDocument =>
  typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'basics' in value

/** What an older version of the app wrote in another shape counts as nothing. */
export function readCopy(place: string): LocalCopy | undefined {
  const stored = getStored(place)
  if (typeof stored !== 'object' || stored === null) return undefined
  const { title, document, base, version, savedAt, sent } = stored as Partial<Record<keyof LocalCopy, unknown>>
  if (!isDocument(document) || !isDocument(base) || typeof version !== 'number') return undefined
  const marks = Array.isArray(sent) ? sent.filter((mark) => typeof mark === 'string') : []
  return {
    title: typeof title === 'string' ? title : '',
    document,
    base,
    version,
    savedAt: typeof savedAt === 'number' ? savedAt : 0,
    sent: marks,
  }
}

/** Whether it is on the phone now. */
export const writeCopy = (place: string, copy: LocalCopy): boolean => setStored(place, copy)

export const dropCopy = removeStored

export const isUnsaved = ({ document, base }: Pick<LocalCopy, 'document' | 'base'>): boolean =>
  !sameDocument(document, base)

/** Ids of this account's CVs in which something waits to be saved. */
export function unsavedIds(): string[] {
  const own = ofAccount(currentSession()?.user.id ?? 'nobody')
  return storedKeys(own)
    .filter((place) => {
      const copy = readCopy(place)
      return copy !== undefined && isUnsaved(copy)
    })
    .map((place) => place.slice(own.length))
}

// Once somebody has logged out, only what is nowhere else stays on the phone, for them alone.
useSession.subscribe(({ session }, before) => {
  if (session?.user.id === before.session?.user.id) return
  for (const place of storedKeys(ALL)) {
    const copy = readCopy(place)
    if (!copy || !isUnsaved(copy)) dropCopy(place)
  }
})
