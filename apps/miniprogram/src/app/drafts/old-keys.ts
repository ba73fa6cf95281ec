import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'
import { draftKey, setAsideAs, tabKey, type DraftName, type DraftRecord } from './record'

/** Keys of the versions before drafts had one store: `<prefix><account or nobody>[/<subject>]`, the value bare. */
const OLD_PREFIXES: Readonly<Record<string, DraftName>> = {
  'register-draft/': 'registration',
  'resume-draft/': 'resume',
  'customer-draft/': 'customer',
  'follow-up-draft/': 'follow-up',
  'chat-draft/': 'chat',
  'cv-copy/': 'cv',
}

function newKey(name: DraftName, rest: string): string {
  const [owner = '', ...subject] = rest.split('/')
  return draftKey(name, owner === 'nobody' ? '' : owner, subject.length > 0 ? subject.join('/') : undefined)
}

/** When it was written, where the value says so. */
const savedAtOf = (value: unknown): number => {
  const at = typeof value === 'object' && value !== null && 'savedAt' in value ? value.savedAt : undefined
  return typeof at === 'number' ? at : Date.now()
}

function move(from: string, key: string): void {
  const value = getStored(from)
  if (value === undefined) return
  const savedAt = savedAtOf(value)
  const tab = setAsideAs(savedAt)
  const isFree = getStored(key) === undefined
  const to = isFree ? key : tabKey(key, tab)
  const record: DraftRecord = { savedAt, ...(isFree ? {} : { tab }), value }
  if (setStored(to, record)) return removeStored(from)
  // A storage too full for both holds one of them.
  removeStored(from)
  if (!setStored(to, record)) setStored(from, value)
}

/** Moves drafts stored under the old keys. Where the new key is in use the person is asked which of the two to go on with. */
export function migrateOldDrafts(): void {
  const stored = storedKeys('')
  for (const [prefix, name] of Object.entries(OLD_PREFIXES)) {
    for (const old of stored.filter((key) => key.startsWith(prefix))) {
      move(old, newKey(name, old.slice(prefix.length)))
    }
  }
}
