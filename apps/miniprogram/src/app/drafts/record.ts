export type DraftName = 'registration' | 'resume' | 'customer' | 'customer-edit' | 'follow-up' | 'chat' | 'cv'

/** A draft as it is stored. An object, so that a later version can add which tab wrote it. */
export interface DraftRecord {
  /** Epoch ms. */
  readonly savedAt: number
  readonly value: unknown
}

export const isRecord = (stored: unknown): stored is DraftRecord =>
  typeof stored === 'object' &&
  stored !== null &&
  'value' in stored &&
  'savedAt' in stored &&
  typeof stored.savedAt === 'number'

/** `draft/cv/`: what all drafts of a kind begin with. */
export const draftPrefix = (name: DraftName): string => `draft/${name}/`

/** `draft/registration/guest`, or with a subject `draft/cv/65f0…/66a1…`. */
export const draftKey = (name: DraftName, owner: string, subject?: string): string =>
  `${draftPrefix(name)}${owner || 'guest'}${subject === undefined ? '' : `/${subject}`}`

/** The owner in a key of this kind. */
export function ownerOf(name: DraftName, key: string): string {
  const [owner = ''] = key.slice(draftPrefix(name).length).split('/')
  return owner === 'guest' ? '' : owner
}
