import {
  SECTION_NAMES,
  SECTION_TITLES,
  type AnyEntry,
  type CvDocument,
  type ListName,
  type SectionName,
} from './document.ts'
import { isFilledEntry } from './summary.ts'

/** A CV as a reader meets it: what is empty is gone, months are in words. Texts only; how it looks is the template's. */
export interface CvOutline {
  readonly name: string
  readonly role: string
  /** Phone, mail, town: in one line under the name. */
  readonly contacts: readonly string[]
  /** What kind of work is looked for, besides the role. */
  readonly wishes: readonly string[]
  readonly sections: readonly OutlineSection[]
}

interface OutlineSection {
  readonly title: string
  /** entries: blocks with a head line; pairs: a word and what is said of it; text: a paragraph. */
  readonly kind: 'entries' | 'pairs' | 'text'
  readonly entries: readonly OutlineEntry[]
}

interface OutlineEntry {
  readonly head: string
  readonly note: string
  readonly period: string
  readonly lines: readonly string[]
}

const CURRENT = 'now'

/** 2022-03 as 2022.03; anything else as it was typed. */
const month = (value: string): string =>
  value === CURRENT ? '至今' : /^\d{4}-\d{2}$/.test(value) ? value.replace('-', '.') : value.trim()

const period = (from: string, to: string): string => {
  const [begin, end] = [month(from), month(to)]
  return begin && end ? `${begin} – ${end}` : begin || end
}

const said = (...texts: readonly (string | undefined)[]): string[] =>
  texts.flatMap((text) => (text?.trim() ? [text.trim()] : []))

const linesOf = ({ bullets = [] }: AnyEntry): string[] => said(...bullets.map(({ text }) => text))

const text = (entry: AnyEntry, field: string): string => {
  const value = entry[field]
  return typeof value === 'string' ? value.trim() : ''
}

/** Which fields of a list's entries stand where. */
const SHAPES: Record<ListName, { kind: OutlineSection['kind']; head: string; notes: readonly string[] }> = {
  work: { kind: 'entries', head: 'company', notes: ['role', 'city'] },
  projects: { kind: 'entries', head: 'name', notes: ['role'] },
  education: { kind: 'entries', head: 'school', notes: ['major', 'degree'] },
  skills: { kind: 'pairs', head: 'name', notes: ['level'] },
  certificates: { kind: 'entries', head: 'name', notes: ['issuer'] },
  languages: { kind: 'pairs', head: 'name', notes: ['level'] },
}

function sectionOf(document: CvDocument, list: ListName): OutlineSection {
  const { kind, head, notes } = SHAPES[list]
  const entries = (document[list] as readonly AnyEntry[]).filter(isFilledEntry).map((entry) => ({
    head: text(entry, head),
    note: said(...notes.map((field) => text(entry, field))).join('  '),
    period: list === 'certificates' ? month(text(entry, 'date')) : period(text(entry, 'from'), text(entry, 'to')),
    lines: linesOf(entry),
  }))
  return { title: SECTION_TITLES[list], kind, entries }
}

export function outlineOf(document: CvDocument): CvOutline {
  const { basics, intention, selfEvaluation } = document
  const paragraph = { head: '', note: '', period: '', lines: said(selfEvaluation) }
  const lists: readonly ListName[] = ['work', 'projects', 'education', 'skills', 'certificates', 'languages']
  const sections = [
    ...lists.map((list) => sectionOf(document, list)),
    { title: SECTION_TITLES.selfEvaluation, kind: 'text' as const, entries: paragraph.lines.length ? [paragraph] : [] },
  ]
  return {
    name: basics.name.trim(),
    role: intention.role.trim(),
    contacts: said(basics.phone, basics.email, basics.city, basics.gender, month(basics.birth), basics.link),
    wishes: said(
      intention.city && `期望城市：${intention.city.trim()}`,
      intention.pay && `期望薪资：${intention.pay.trim()}`,
      intention.start && `到岗时间：${intention.start.trim()}`,
    ),
    sections: sections.filter(({ entries }) => entries.length > 0),
  }
}

const words = (value: unknown): string[] => {
  if (typeof value === 'string') return said(value)
  if (Array.isArray(value)) return value.flatMap(words)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([field, inside]) => (field === 'id' ? [] : words(inside)))
}

/** What a reader reads of each section, a line for each text; without the ways to reach the person. */
export function wordsBySection(document: CvDocument): { [S in SectionName]: string } {
  const { phone: _phone, email: _email, ...basics } = document.basics
  const all = SECTION_NAMES.map(
    (section) => [section, words(section === 'basics' ? basics : document[section])] as const,
  )
  return Object.fromEntries(all.map(([section, lines]) => [section, lines.join('\n')])) as {
    [S in SectionName]: string
  }
}
