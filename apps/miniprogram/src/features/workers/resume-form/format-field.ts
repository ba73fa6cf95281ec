import { storedText } from '@qingpin/contract/core/text'
import { SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { formatWorkPeriod, formatTrade } from '@/features/public-workers'
import { isListName, TEXT_FIELDS, type FieldName } from './fields'
import type { FormValues, Stay } from './form-values'

const NOTHING = '没填'

const formatStay = (stay: Stay) =>
  [
    formatWorkPeriod(stay.startDate, stay.endDate),
    stay.district,
    stay.jobType && formatTrade(stay.jobType),
    stay.description,
  ]
    .filter(Boolean)
    .join('，')

function formatList(values: FormValues, name: 'skills' | 'serviceArea' | 'workExperiences'): string {
  if (name === 'workExperiences') return values.workExperiences.map(formatStay).join('\n')
  return values[name].map((one) => (name === 'skills' ? labelOf(SKILLS, one) : one)).join('、')
}

/** A field's value in words, to be read beside another one. */
export function formatField(values: FormValues, name: FieldName): string {
  if (isListName(name)) return formatList(values, name) || NOTHING
  const spec = TEXT_FIELDS[name]
  const text = storedText(values[name])
  if (text === '') return name === 'expectedSalary' ? '面议' : NOTHING
  if (spec.kind === 'choice') return labelOf(spec.options, text)
  return spec.kind === 'whole' ? `${text}${spec.unit}` : text
}
