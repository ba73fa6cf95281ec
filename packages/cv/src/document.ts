/**
 * A CV as the person wrote it. Pure data: it is stored, sent and printed as it stands here. Every value is text, and an
 * empty one is not filled in; months are `2022-03`, and `now` in `to` is 至今. Entries and bullets have ids, so that a
 * change names what it changes however the list was moved meanwhile.
 */
export interface CvDocument extends CvLists {
  readonly version: 1
  readonly basics: { readonly [F in BasicsField]: string }
  readonly intention: { readonly [F in IntentionField]: string }
  readonly selfEvaluation: string
}

export const BASICS_FIELDS = ['name', 'phone', 'email', 'city', 'gender', 'birth', 'link'] as const
export type BasicsField = (typeof BASICS_FIELDS)[number]

export const INTENTION_FIELDS = ['role', 'city', 'pay', 'start'] as const
export type IntentionField = (typeof INTENTION_FIELDS)[number]

/** The lists of a document, in the order in which they are printed, with the fields of their entries. */
export const LIST_FIELDS = {
  work: ['company', 'role', 'city', 'from', 'to'],
  projects: ['name', 'role', 'from', 'to'],
  education: ['school', 'major', 'degree', 'from', 'to'],
  skills: ['name', 'level'],
  certificates: ['name', 'issuer', 'date'],
  languages: ['name', 'level'],
} as const
export type ListName = keyof typeof LIST_FIELDS
export const LIST_NAMES = Object.keys(LIST_FIELDS) as ListName[]

/** Lists whose entries carry bullets: what was done, and what came of it. */
const BULLETED = ['work', 'projects', 'education'] as const
export type BulletedName = (typeof BULLETED)[number]
export const isBulleted = (list: ListName): list is BulletedName => (BULLETED as readonly ListName[]).includes(list)

export interface Bullet {
  readonly id: string
  readonly text: string
}
export type EntryOf<L extends ListName> = { readonly id: string } & {
  readonly [F in (typeof LIST_FIELDS)[L][number]]: string
} & (L extends BulletedName ? { readonly bullets: readonly Bullet[] } : unknown)

type CvLists = { readonly [L in ListName]: readonly EntryOf<L>[] }

/** An entry whichever list it stands in, for what treats all lists alike. */
export interface AnyEntry {
  readonly id: string
  readonly bullets?: readonly Bullet[]
  readonly [field: string]: unknown
}

export type SectionName = 'basics' | 'intention' | ListName | 'selfEvaluation'
export const SECTION_NAMES: readonly SectionName[] = ['basics', 'intention', ...LIST_NAMES, 'selfEvaluation']

export const SECTION_TITLES: Record<SectionName, string> = {
  basics: '基本信息',
  intention: '求职意向',
  work: '工作经历',
  projects: '项目经历',
  education: '教育经历',
  skills: '技能',
  certificates: '证书',
  languages: '语言',
  selfEvaluation: '自我评价',
}

const blank = <F extends string>(fields: readonly F[]) =>
  Object.fromEntries(fields.map((field) => [field, ''])) as { [K in F]: string }

export const emptyDocument = (): CvDocument => ({
  version: 1,
  basics: blank(BASICS_FIELDS),
  intention: blank(INTENTION_FIELDS),
  work: [],
  projects: [],
  education: [],
  skills: [],
  certificates: [],
  languages: [],
  selfEvaluation: '',
})

/** An id for an entry or a bullet: unlike all others of its document, not of the world. */
export const newPartId = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, '0')

/** The one cast of lists: which fields an entry has follows from the table above. */
export const blankEntry = <L extends ListName>(list: L, id: string = newPartId()): EntryOf<L> =>
  ({
    id,
    ...blank(LIST_FIELDS[list] as readonly string[]),
    ...(isBulleted(list) ? { bullets: [] } : {}),
  }) as unknown as EntryOf<L>
