import { storedText } from '@qingpin/contract/core/text'
import { REST_ALIASES, REST_SCHEDULES, STAY_INS, STAY_IN_ALIASES } from '@qingpin/contract/customers/customers.enums'
import type { Need } from '@qingpin/contract/customers/customers.fields'
import type { CustomerRow } from './customers.repo.ts'

type Field =
  | 'salaryBudget'
  | 'salaryBudgetMin'
  | 'stayIn'
  | 'homeArea'
  | 'familySize'
  | 'serviceDays'
  | 'expectedStartDate'
  | 'restSchedule'
type Value = string | number
export interface Reading {
  field: Field
  from: Need
  value: Value
}

const CHINESE_DIGITS = '零一二三四五六七八九十'

function wholeIn(text: string, unit: RegExp, [min, max]: readonly [number, number]): number | undefined {
  const [, digits, word] = new RegExp(`^(?:(\\d{1,5})|([一二三四五六七八九十]))(?:${unit.source})$`).exec(text) ?? []
  const value = digits ? Number(digits) : word ? CHINESE_DIGITS.indexOf(word) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

/** Monthly pay in yuan: `12000`, `12000元/月`, `1.2万`. */
function salaryIn(text: string): number | undefined {
  const [, plain, tenThousands] =
    /^(?:(\d{4,5})|(\d(?:\.\d{1,2})?)[万wW])(?:元|块)?(?:\/月|每月|一个月|一月)?$/.exec(text) ?? []
  const value = plain ? Number(plain) : tenThousands ? Math.round(Number(tenThousands) * 10_000) : Number.NaN
  return value >= 1000 && value <= 50_000 ? value : undefined
}

/** Both ends of a range: `12000-14000`, `1.2-1.4万`. */
function salaryRangeIn(text: string): readonly [number, number] | undefined {
  const [, from = '', to = ''] = /^([\d.]+[万wW]?(?:元|块)?)(?:-|–|—|~|～|到|至)(.+)$/.exec(text) ?? []
  const unit = /^[\d.]+$/.test(from) && Number(from) < 100 && /[万wW]/.test(to) ? '万' : ''
  const [low, high] = [salaryIn(from + unit), salaryIn(to)]
  return low !== undefined && high !== undefined && low < high ? [low, high] : undefined
}

const stayIn = (text: string): string | undefined =>
  STAY_INS.find(({ value }) => value === (STAY_IN_ALIASES[text] ?? text))?.value

function dayIn(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? undefined : iso
}

const restIn = (text: string): string | undefined =>
  REST_SCHEDULES.find(({ value }) => value === (REST_ALIASES[text] ?? text))?.value

const READERS: readonly { from: Need; field: Field; read: (text: string) => Value | undefined }[] = [
  { from: 'needSalary', field: 'salaryBudget', read: (text) => salaryIn(text) ?? salaryRangeIn(text)?.[1] },
  { from: 'needSalary', field: 'salaryBudgetMin', read: (text) => salaryRangeIn(text)?.[0] },
  { from: 'needWorkingHours', field: 'stayIn', read: stayIn },
  { from: 'needHouseArea', field: 'homeArea', read: (text) => wholeIn(text, /平|平方|平方米|平米|㎡/, [10, 1000]) },
  { from: 'needFamilyMembers', field: 'familySize', read: (text) => wholeIn(text, /口人|口|个人|人/, [1, 20]) },
  { from: 'needServicePeriod', field: 'serviceDays', read: (text) => wholeIn(text, /天/, [1, 3650]) },
  { from: 'needOnboardingTime', field: 'expectedStartDate', read: dayIn },
  { from: 'needRestTime', field: 'restSchedule', read: restIn },
]

/** What free texts of the demand say for certain about fields that are empty: a number with its unit, a day. */
export function readNeeds(needs: CustomerRow['needs'], row: Partial<Pick<CustomerRow, Field>>): Reading[] {
  return READERS.flatMap(({ from, field, read }) => {
    const text = storedText(needs[from] ?? '').replaceAll(/\s/g, '')
    const value = text && (row[field] ?? null) === null ? read(text) : undefined
    return value === undefined ? [] : [{ field, from, value }]
  })
}
