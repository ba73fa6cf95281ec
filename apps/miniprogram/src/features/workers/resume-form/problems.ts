import { storedText } from '@qingpin/contract/core/text'
import type { Problems } from '@/app/form/form'
import { ageProblem, idNumberProblem, nameProblem, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { overLimit } from '@/ui/text-limit'
import { isMasked } from '../api'
import { isBlank } from './changes'
import { toDay, toMonth } from './days'
import { isListName, TEXT_FIELDS, type FieldName, type TextName } from './fields'
import type { FormValues, Stay } from './form-values'

const NOW = '至今'
const MASKED = '要改就写完整的号码，不改就让它留着。'

function textProblem(name: TextName, typed: string, ageMax: number): string | undefined {
  const spec = TEXT_FIELDS[name]
  const text = storedText(typed)
  const over = spec.kind === 'text' || spec.kind === 'area' ? overLimit(text, spec.max) : undefined
  if (over) return over
  if (name === 'name') return nameProblem(typed)
  if (name === 'age') return ageProblem(text === '' ? undefined : Number(text), ageMax)
  if (spec.kind === 'choice') return spec.stays && text === '' ? `请选${spec.label}。` : undefined
  if (text === '') return undefined
  if (spec.kind === 'phone') return isMasked(text) ? MASKED : phoneProblem(text)
  if (spec.kind === 'idNumber') return isMasked(text) ? MASKED : idNumberProblem(text)
  if (spec.kind === 'day') return toDay(text) ? undefined : '写成8位数字，像20260318这样。'
  if (spec.kind !== 'whole') return undefined
  const { label, min, max, unit } = spec
  if (!/^\d+$/.test(text)) return `${label}要填整数。`
  return Number(text) < min || Number(text) > max ? `${label}要在${min}到${max}${unit}之间。` : undefined
}

const MONTH = '写成年份加月份，像202203这样。'

function stayProblems(stay: Stay, index: number): Problems {
  const at = (name: keyof Stay) => `workExperiences.${index}.${name}`
  const [from, to] = [storedText(stay.startDate), storedText(stay.endDate)]
  const ends = to !== '' && to !== NOW
  if (from && !toMonth(from)) return { [at('startDate')]: MONTH }
  if (ends && !toMonth(to)) return { [at('endDate')]: MONTH }
  const backwards = from && ends && (toMonth(to) ?? '').slice(0, 7) < (toMonth(from) ?? '').slice(0, 7)
  return backwards ? { [at('endDate')]: '结束早于开始了，核对一下。' } : {}
}

/** Validates before sending, so that most refusals are shown at once. */
export function problemsOf(values: FormValues, names: readonly FieldName[], ageMax: number): Problems {
  const found: Record<string, string> = {}
  for (const name of names) {
    if (isListName(name)) continue
    const problem = textProblem(name, values[name], ageMax)
    if (problem) found[name] = problem
  }
  if (!names.includes('workExperiences')) return found
  const stays = values.workExperiences.filter((stay) => !isBlank(stay)).map(stayProblems)
  return Object.assign(found, ...stays) as Problems
}
