/** Letters of a question. */
export const QUESTION_MAX = 2000
/** Letters of a conversation's title. */
export const TITLE_MAX = 40
/** How many answers may be written for one account at a time. */
export const RUNS_AT_ONCE = 2

/** Credits for one whole answer, least and most; the most is set aside before it begins. */
export const ANSWER_PRICE = { least: 2, most: 4 } as const
const LETTERS_PER_CREDIT = 150

/**
 * What an answer costs, in credits: one for each begun 150 letters, at least 2 when it is whole, never more than 4.
 * Of a stopped one only what came counts; thinking is free, and so is whatever failed.
 */
export function costOf(state: 'done' | 'stopped' | 'failed', text: string): number {
  const letters = [...text.trim()].length
  if (state === 'failed' || letters === 0) return 0
  const credits = Math.min(ANSWER_PRICE.most, Math.ceil(letters / LETTERS_PER_CREDIT))
  return state === 'done' ? Math.max(ANSWER_PRICE.least, credits) : credits
}

/** A conversation is called after its first question, until somebody names it. */
export function titleOf(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ')
  const letters = [...line]
  return letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : line
}
