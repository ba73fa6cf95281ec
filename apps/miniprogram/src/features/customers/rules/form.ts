import {
  type AssignmentRules,
  CLAIMS_MOST,
  ESCALATE_DAYS_MOST,
  HELD_MOST,
  HOURS_A_DAY,
  RECYCLE_DAYS_MOST,
  RECYCLED_LEVELS,
  VIEWS_MOST,
} from '@qingpin/contract/customers/pool.rules'
import type { RecycledLevel } from '@qingpin/contract/customers/pool.rules'
import type { Problems } from '@/app/form/form'
import type { Rules, RulesBody } from '../api'

type DaysName = `recycle ${RecycledLevel}` | `remind ${RecycledLevel}`
type NumberName = 'contractDays' | 'escalateDays' | 'workFrom' | 'workTo' | 'claimsADay' | 'viewsADay' | 'heldMost'

/** Numbers as text; an empty one is "never" or "no limit" where the rule has that. */
export type Values = Record<DaysName | NumberName, string> & { poolOn: boolean }

export const recycleName = (level: RecycledLevel) => `recycle ${level}` as const
export const remindName = (level: RecycledLevel) => `remind ${level}` as const

const textOf = (n: number | null) => (n === null ? '' : String(n))

type Days = AssignmentRules['recycleDays']
const textsOf = (nameOf: (level: RecycledLevel) => DaysName, days: Days) =>
  Object.fromEntries(RECYCLED_LEVELS.map((level) => [nameOf(level), textOf(days[level])])) as Record<DaysName, string>

export const valuesOf = (rules: Rules): Values => ({
  ...textsOf(recycleName, rules.recycleDays),
  ...textsOf(remindName, rules.remindDays),
  poolOn: rules.poolOn,
  contractDays: textOf(rules.contractDays),
  escalateDays: textOf(rules.escalateDays),
  workFrom: textOf(rules.workFrom),
  workTo: textOf(rules.workTo),
  claimsADay: textOf(rules.claimsADay),
  viewsADay: textOf(rules.viewsADay),
  heldMost: textOf(rules.heldMost),
})

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

const daysOf = (values: Values, nameOf: (level: RecycledLevel) => DaysName) =>
  Object.fromEntries(RECYCLED_LEVELS.map((level) => [level, numberOf(values[nameOf(level)])])) as Days

export const bodyOf = (values: Values): Omit<RulesBody, 'version'> => ({
  poolOn: values.poolOn,
  recycleDays: daysOf(values, recycleName),
  remindDays: daysOf(values, remindName),
  contractDays: numberOf(values.contractDays),
  escalateDays: numberOf(values.escalateDays) ?? 1,
  workFrom: numberOf(values.workFrom) ?? 0,
  workTo: numberOf(values.workTo) ?? HOURS_A_DAY,
  claimsADay: numberOf(values.claimsADay) ?? 0,
  viewsADay: numberOf(values.viewsADay) ?? 0,
  heldMost: numberOf(values.heldMost),
})

function wholeProblem(text: string, [min, max]: readonly [number, number], empty: boolean): string | undefined {
  if (text.trim() === '') return empty ? undefined : '要填一个数。'
  const n = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return n >= min && n <= max ? undefined : `填${min}到${max}的整数。`
}

export function problemsOf(values: Values): Problems {
  const dayNames: readonly DaysName[] = RECYCLED_LEVELS.flatMap((level) => [recycleName(level), remindName(level)])
  const found: Record<string, string | undefined> = {
    ...Object.fromEntries(dayNames.map((name) => [name, wholeProblem(values[name], [1, RECYCLE_DAYS_MOST], true)])),
    contractDays: wholeProblem(values.contractDays, [1, RECYCLE_DAYS_MOST], true),
    escalateDays: wholeProblem(values.escalateDays, [1, ESCALATE_DAYS_MOST], false),
    workFrom: wholeProblem(values.workFrom, [0, HOURS_A_DAY - 1], false),
    workTo: wholeProblem(values.workTo, [1, HOURS_A_DAY], false),
    claimsADay: wholeProblem(values.claimsADay, [0, CLAIMS_MOST], false),
    viewsADay: wholeProblem(values.viewsADay, [0, VIEWS_MOST], false),
    heldMost: wholeProblem(values.heldMost, [1, HELD_MOST], true),
  }
  if (!found['workFrom'] && Number(values.workTo) <= Number(values.workFrom)) found['workTo'] ??= '下班要晚于上班。'
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined)) as Problems
}
