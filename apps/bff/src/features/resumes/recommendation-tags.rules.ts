import type { ResumeRow } from './resumes.table.ts'

/** Words of praise that count wherever they stand in a text. */
const WORDS = [
  '细心',
  '耐心',
  '干净',
  '勤快',
  '专业',
  '负责',
  '温柔',
  '准时',
  '踏实',
  '有经验',
  '会沟通',
  '手脚麻利',
  '做饭好吃',
] as const

/**
 * The tags of a worker, most frequent first: tags of two to six characters, and known words in what
 * employers and staff wrote. A text counts once for each word, however often it repeats it.
 */
function recommendationTags(tags: readonly string[], texts: readonly string[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  const add = (tag: string) => counts.set(tag, (counts.get(tag) ?? 0) + 1)
  for (const tag of tags) if (/^.{2,6}$/u.test(tag)) add(tag)
  for (const text of texts) for (const word of WORDS) if (text.includes(word)) add(word)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag, 'zh'))
}

interface Evaluated {
  comment: string
  tags: readonly string[]
}

/**
 * The recommendation tags of a worker, from evaluations and reviews of customers.
 * @param redact a text as the reader may have it; a tag that would be redacted is left out
 */
export function tagsOf(
  { workExperiences }: Pick<ResumeRow, 'workExperiences'>,
  evaluations: readonly Evaluated[],
  redact = (text: string): string => text,
) {
  const tags = evaluations.flatMap((one) => one.tags).filter((tag) => redact(tag) === tag)
  const texts = [
    ...evaluations.map(({ comment }) => comment),
    ...workExperiences.map(({ customerReview }) => customerReview ?? ''),
  ]
  return recommendationTags(tags, texts.map(redact))
}
