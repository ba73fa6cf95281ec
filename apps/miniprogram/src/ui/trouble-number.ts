/** What whoever looks into an unexpected error is told, by the sentence that told the person of it. */
const numbers = new Map<string, string>()
const MOST = 10

export function rememberNumber(sentence: string, number: string): void {
  numbers.delete(sentence)
  numbers.set(sentence, number)
  const [oldest] = numbers.keys()
  if (numbers.size > MOST && oldest !== undefined) numbers.delete(oldest)
}

/** The number of the error that a text speaks of, however the form that shows it has worded it around. */
export function numberIn(text: string): string | undefined {
  const told = [...numbers].reverse().find(([sentence]) => text.includes(sentence.replace(/。$/, '')))
  return told?.[1]
}
