import { isCvDocument } from '@qingpin/cv/is-document'
import type { CvDocument } from '@qingpin/cv/document'
import { sameDocument } from '@qingpin/cv/normalise'
import { defineDraft } from '@/app/drafts/drafts'

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
  /** Marks of requests without an answer, which the server may have applied. */
  readonly sent: readonly string[]
}

function readCopy(stored: unknown): LocalCopy | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { title, document, base, version, savedAt, sent } = stored as Partial<Record<keyof LocalCopy, unknown>>
  if (!isCvDocument(document) || !isCvDocument(base) || typeof version !== 'number') return undefined
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

export const isUnsaved = ({ document, base }: Pick<LocalCopy, 'document' | 'base'>): boolean =>
  !sameDocument(document, base)

/** Copies by CV. After a logout only those with unsaved changes stay on the phone. */
export const localCopies = defineDraft<LocalCopy>('cv', {
  read: readCopy,
  isSaved: (copy) => !isUnsaved(copy),
  readsOpenTabs: true,
})

/** Ids of this account's CVs with unsaved changes. */
export function unsavedIds(): readonly string[] {
  return localCopies.subjects().filter((id) => {
    const copy = localCopies.of(id).read()
    return copy !== undefined && isUnsaved(copy)
  })
}
