import { LIST_NAMES, SECTION_NAMES, type AnyEntry, type CvDocument, type SectionName } from './document.ts'

/** What a list of CVs shows of one. */
export interface CvSummary {
  readonly name: string
  readonly role: string
  /** The first employer and the position there. */
  readonly latest: string
  readonly filled: readonly SectionName[]
}

const isFilled = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.some(isFilledEntry)

/** An entry that was added and never written in counts as nothing. */
export const isFilledEntry = (entry: AnyEntry): boolean =>
  Object.keys(entry).some((field) => field !== 'id' && isFilled(entry[field]))

/** A section counts as filled when it holds what a reader looks for there first. */
export function isSectionFilled(document: CvDocument, section: SectionName): boolean {
  if (section === 'basics') return isFilled(document.basics.name) && isFilled(document.basics.phone)
  if (section === 'intention') return isFilled(document.intention.role)
  return isFilled(document[section])
}

export function summaryOf(document: CvDocument): CvSummary {
  const [latest] = document.work
  return {
    name: document.basics.name.trim(),
    role: document.intention.role.trim(),
    latest: latest ? `${latest.company.trim()} ${latest.role.trim()}`.trim() : '',
    filled: SECTION_NAMES.filter((section) => isSectionFilled(document, section)),
  }
}

/** What a CV is called: as the person named it, else by the role it is for. */
export const titleOf = (title: string, role: string): string =>
  title || (role.trim() && `${role.trim()}简历`) || '没起名的简历'

/** Whether there is nothing to print. */
export const isBlank = (document: CvDocument): boolean =>
  [...Object.values(document.basics), ...Object.values(document.intention), document.selfEvaluation].every(
    (text) => !isFilled(text),
  ) && LIST_NAMES.every((list) => !isFilled(document[list]))
