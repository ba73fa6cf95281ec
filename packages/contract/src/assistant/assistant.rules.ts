/** Characters of a question. */
export const QUESTION_MAX = 2000
/** Characters of a conversation's title. */
export const TITLE_MAX = 40
/** How many answers may be written for one account at a time. */
export const RUNS_AT_ONCE = 2

/** Credits for one whole answer, least and most; the most is held before it begins. */
export const ANSWER_PRICE = { least: 2, most: 4 } as const
const CHARACTERS_PER_CREDIT = 150

/**
 * The price of an answer in credits: one for each begun 150 characters, within ANSWER_PRICE when it is whole. A stopped
 * answer costs what was written; thinking and failed answers are free.
 */
export function costOf(state: 'done' | 'stopped' | 'failed', text: string): number {
  const letters = [...text.trim()].length
  if (state === 'failed' || letters === 0) return 0
  const credits = Math.min(ANSWER_PRICE.most, Math.ceil(letters / CHARACTERS_PER_CREDIT))
  return state === 'done' ? Math.max(ANSWER_PRICE.least, credits) : credits
}

/** The title of a conversation from its first question, until it is renamed. */
export function titleOf(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ')
  const letters = [...line]
  return letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : line
}
