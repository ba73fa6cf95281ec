import { endings, type Script } from '../deepseek/scripts.ts'
import { BadInput, type Fields, oneOf, text, wholeNumber } from './fields.ts'

const longestAnswer = 100_000

/** What DeepSeek is to say next: `text` and `thinking` may be long, so they have a limit of their own. */
export const scriptIn = (fields: Fields): Script => {
  const script: Script = { times: wholeNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? 1 }
  const [when, ending] = [text(fields, 'when'), oneOf('ending', text(fields, 'ending'), endings)]
  const after = wholeNumber(fields, 'after', { min: 0, max: longestAnswer })
  const [answer, thinking] = [longText(fields, 'text'), longText(fields, 'thinking')]
  if (when !== undefined) script.when = when
  if (answer !== undefined) script.text = answer
  if (thinking !== undefined) script.thinking = thinking
  if (ending !== undefined) script.ending = ending
  if (after !== undefined) script.after = after
  return script
}

scriptIn.fields = ['when', 'text', 'thinking', 'ending', 'after', 'times']

const longText = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.length > longestAnswer) throw new BadInput(`${name} 要是文字`)
  return value
}
