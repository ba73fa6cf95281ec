import { ARTICLE_MAX } from '@qingpin/contract/content/content.rules'
import { BLOCK_KINDS, type ArticleState } from '@qingpin/contract/content/content.enums'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { Problems } from '@/app/form/form'
import type { ArticleBody, ManagedArticle } from '../api'
import { readContentDraft, type ContentDraft } from '../use-content-form'
import { toBlocks, toEdit, type EditBlock, type Mark } from './spans'

export interface ArticleValues {
  readonly title: string
  readonly summary: string
  readonly author: string
  readonly source: string
  readonly coverUrl: string
  readonly parts: readonly EditBlock[]
}

export const EMPTY: ArticleValues = { title: '', summary: '', author: '', source: '', coverUrl: '', parts: [] }

export const valuesOf = ({ title, summary, author, source, coverUrl, blocks }: ManagedArticle): ArticleValues => ({
  title,
  summary,
  author,
  source,
  coverUrl,
  parts: toEdit(blocks),
})

export const bodyOf = ({ parts, ...texts }: ArticleValues, status: ArticleState): ArticleBody => ({
  ...texts,
  status,
  blocks: toBlocks(parts),
})

export function problemsOf({ title, parts }: ArticleValues, status: ArticleState): Problems {
  const long = parts.find(({ text }) => text.length > ARTICLE_MAX.text)
  const many = toBlocks(parts).length > ARTICLE_MAX.blocks
  return {
    ...(title.trim() ? {} : { title: '请填标题。' }),
    ...(status === 'published' && toBlocks(parts).length === 0 ? { blocks: '写了正文才能发布。' } : {}),
    ...(long ? { blocks: `有一段超过了${ARTICLE_MAX.text}个字，请分成几段。` } : {}),
    ...(many ? { blocks: `最多${ARTICLE_MAX.blocks}段，请合并几段。` } : {}),
  }
}

/** Keys of parts are the phone's own. */
const comparable = ({ parts, ...texts }: ArticleValues) => JSON.stringify([texts, toBlocks(parts)])
const isSame = (a: ArticleValues, b: ArticleValues): boolean => comparable(a) === comparable(b)

const LABELS: Readonly<Record<Exclude<keyof ArticleValues, 'parts'>, string>> = {
  title: '标题',
  summary: '摘要',
  author: '作者',
  source: '出处',
  coverUrl: '封面',
}
export function partsOf(mine: ArticleValues, theirs: ArticleValues): readonly string[] {
  const names = Object.keys(LABELS) as (keyof typeof LABELS)[]
  const texts = names.filter((name) => mine[name].trim() !== theirs[name].trim()).map((name) => LABELS[name])
  const body = JSON.stringify(toBlocks(mine.parts)) === JSON.stringify(toBlocks(theirs.parts)) ? [] : ['正文']
  return [...texts, ...body]
}

export const linesOf = (values: ArticleValues): readonly DraftLine[] => [
  ...(Object.keys(LABELS) as (keyof typeof LABELS)[]).map((name) => ({
    label: LABELS[name],
    text: values[name].trim(),
  })),
  { label: '正文', text: values.parts.map(({ text, url }) => text || url).join('\n') },
]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

function readMark(stored: unknown, length: number): Mark[] {
  if (!isObject(stored)) return []
  const { from, to, href } = stored
  if (!Number.isInteger(from) || !Number.isInteger(to)) return []
  const mark = { from: Number(from), to: Number(to), ...(typeof href === 'string' && { href }) }
  return mark.from >= 0 && mark.from < mark.to && mark.to <= length ? [mark] : []
}

function readPart(stored: unknown): EditBlock[] {
  if (!isObject(stored)) return []
  const kind = BLOCK_KINDS.find(({ value }) => value === stored['kind'])?.value
  const [key, text] = [textIn(stored['key']), textIn(stored['text'])]
  if (!kind || !key) return []
  const marks = Array.isArray(stored['marks']) ? stored['marks'].flatMap((mark) => readMark(mark, text.length)) : []
  return [{ key, kind, text, marks, url: textIn(stored['url']) }]
}

function readValues(stored: unknown): ArticleValues | undefined {
  if (!isObject(stored) || !Array.isArray(stored['parts'])) return undefined
  const { title, summary, author, source, coverUrl, parts } = stored
  return {
    title: textIn(title),
    summary: textIn(summary),
    author: textIn(author),
    source: textIn(source),
    coverUrl: textIn(coverUrl),
    parts: (parts as unknown[]).flatMap(readPart),
  }
}

export const articleDrafts = defineDraft<ContentDraft<ArticleValues>>('article', {
  read: readContentDraft(readValues),
  isBlank: ({ base, values }) => isSame(base, values),
})
