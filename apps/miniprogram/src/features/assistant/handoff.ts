/** A question for the chat page, chosen on another page. It is not in the address, because reloading must not ask again. */
let waiting: string | undefined

export const passQuestion = (question: string): void => {
  waiting = question
}

export const isQuestionWaiting = (): boolean => waiting !== undefined

/** Takes the question, once. */
export function takeQuestion(): string | undefined {
  const question = waiting
  waiting = undefined
  return question
}

/** Some starters are only a beginning: the person goes on writing behind the colon. */
export const isBeginning = (question: string): boolean => question.endsWith('：')
