import {
  CLAIMS_MOST,
  HELD_MOST,
  RECYCLE_DAYS_MOST,
  RECYCLED_LEVELS,
  VIEWS_MOST,
} from '@qingpin/contract/customers/pool.rules'
import type { RecycledLevel } from '@qingpin/contract/customers/pool.rules'
import type { Problems } from '@/app/form/form'
import type { Rules, RulesBody } from '../api'

/** Numbers as text; an empty one is "no limit" where the rule has that. */
export type Values = Record<RecycledLevel | 'claimsADay' | 'viewsADay' | 'heldMost', string> & { poolOn: boolean }

const textOf = (n: number | null) => (n === null ? '' : String(n))

export const valuesOf = ({ poolOn, recycleDays, claimsADay, viewsADay, heldMost }: Rules): Values => ({
  poolOn,
  A类: textOf(recycleDays.A类),
  B类: textOf(recycleDays.B类),
  C类: textOf(recycleDays.C类),
  D类: textOf(recycleDays.D类),
  claimsADay: textOf(claimsADay),
  viewsADay: textOf(viewsADay),
  heldMost: textOf(heldMost),
})

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

export const bodyOf = (values: Values): Omit<RulesBody, 'version'> => ({
  poolOn: values.poolOn,
  recycleDays: {
    A类: numberOf(values.A类),
    B类: numberOf(values.B类),
    C类: numberOf(values.C类),
    D类: numberOf(values.D类),
  },
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
  const found: Record<string, string | undefined> = {
    ...Object.fromEntries(
      RECYCLED_LEVELS.map((level) => [level, wholeProblem(values[level], [1, RECYCLE_DAYS_MOST], true)]),
    ),
    claimsADay: wholeProblem(values.claimsADay, [0, CLAIMS_MOST], false),
    viewsADay: wholeProblem(values.viewsADay, [0, VIEWS_MOST], false),
    heldMost: wholeProblem(values.heldMost, [1, HELD_MOST], true),
  }
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined)) as Problems
}
