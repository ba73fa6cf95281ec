import { BASICS_FIELDS, type CvDocument, INTENTION_FIELDS, isBulleted, LIST_FIELDS, LIST_NAMES } from './document.ts'

type Loose = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasTexts = (value: unknown, fields: readonly string[]): value is Loose =>
  isRecord(value) && fields.every((field) => typeof value[field] === 'string')

const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne)

/** Whether a value from a storage is a document in every part, so that all that reads documents can read it. */
export const isCvDocument = (value: unknown): value is CvDocument =>
  isRecord(value) &&
  value.version === 1 &&
  hasTexts(value.basics, BASICS_FIELDS) &&
  hasTexts(value.intention, INTENTION_FIELDS) &&
  typeof value.selfEvaluation === 'string' &&
  LIST_NAMES.every((list) =>
    isListOf(value[list], (entry) => {
      const bullets = isBulleted(list) ? (entry as Loose | null)?.bullets : []
      return hasTexts(entry, ['id', ...LIST_FIELDS[list]]) && isListOf(bullets, (one) => hasTexts(one, ['id', 'text']))
    }),
  )
