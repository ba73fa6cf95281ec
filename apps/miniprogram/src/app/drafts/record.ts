export type DraftName =
  | 'registration'
  | 'correction'
  | 'colleague'
  | 'resume'
  | 'customer'
  | 'customer-edit'
  | 'interview'
  | 'follow-up'
  | 'outbox'
  | 'call'
  | 'placement'
  | 'comment'
  | 'reply'
  | 'shortlist'
  | 'chat'
  | 'cv'
  | 'banner'
  | 'article'

/** A draft as it is stored. */
export interface DraftRecord {
  /** The tab of the browser that writes it; missing on the phone, and in what earlier versions stored. */
  readonly tab?: string
  /** Epoch ms. */
  readonly savedAt: number
  readonly value: unknown
}

export const isRecord = (stored: unknown): stored is DraftRecord =>
  typeof stored === 'object' &&
  stored !== null &&
  'value' in stored &&
  'savedAt' in stored &&
  typeof stored.savedAt === 'number' &&
  (!('tab' in stored) || typeof stored.tab === 'string')

/** `draft/cv/`: what all drafts of a kind begin with. */
export const draftPrefix = (name: DraftName): string => `draft/${name}/`

/** `draft/registration/guest`, or with a subject `draft/cv/65f0…/66a1…`. */
export const draftKey = (name: DraftName, owner: string, subject?: string): string =>
  `${draftPrefix(name)}${owner || 'guest'}${subject === undefined ? '' : `/${subject}`}`

const TAB = '~'

/** Where a tab stores a draft that another tab is writing, too. */
export const tabKey = (key: string, tab: string): string => `${key}${TAB}${tab}`

/** In place of a tab: no tab writes this one any more. */
export const setAsideAs = (savedAt: number): string => `aside-${savedAt}`

/** The key of a draft, given that of any tab. */
export const withoutTab = (key: string): string => key.split(TAB)[0] ?? key

/** The owner in a key of this kind. */
export function ownerOf(name: DraftName, key: string): string {
  const [owner = ''] = withoutTab(key).slice(draftPrefix(name).length).split('/')
  return owner === 'guest' ? '' : owner
}
