import type { Choice } from '@qingpin/contract/core/choices'

/** A part of a scale, ends included. */
export interface Band extends Choice {
  readonly min?: number
  readonly max?: number
}

export const AGE_BANDS: readonly Band[] = [
  { value: 'to35', label: '35岁以下', max: 35 },
  { value: 'to45', label: '36–45岁', min: 36, max: 45 },
  { value: 'to50', label: '46–50岁', min: 46, max: 50 },
  { value: 'from51', label: '51岁以上', min: 51 },
]

// Zero means that the pay is open, not that it is low.
export const PAY_BANDS: readonly Band[] = [
  { value: 'to6000', label: '6000元以下', min: 1, max: 6000 },
  { value: 'to8000', label: '6000–8000元', min: 6000, max: 8000 },
  { value: 'to10000', label: '8000–10000元', min: 8000, max: 10000 },
  { value: 'to13000', label: '10000–13000元', min: 10000, max: 13000 },
  { value: 'from13000', label: '13000元以上', min: 13000 },
]

export const EXPERIENCES: readonly Band[] = [
  { value: 'under1', label: '不到1年', max: 0 },
  { value: 'from1', label: '1年以上', min: 1 },
  { value: 'from3', label: '3年以上', min: 3 },
  { value: 'from5', label: '5年以上', min: 5 },
  { value: 'from10', label: '10年以上', min: 10 },
]

export interface Span {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

const chosenOf = <T extends Choice>(bands: readonly T[], chosen: readonly string[]): readonly T[] =>
  bands.filter((band) => chosen.includes(band.value))

/** From the lowest chosen band to the highest. */
export function spanOf(bands: readonly Band[], chosen: readonly string[]): Span {
  const on = chosenOf(bands, chosen)
  return { min: on[0]?.min, max: on[on.length - 1]?.max }
}

/** Neighbouring bands as one: 36–45岁 and 46–50岁 are 36–50岁. */
export function formatBands(bands: readonly Band[], chosen: readonly string[]): string {
  const on = chosenOf(bands, chosen)
  const [first, last] = [on[0], on[on.length - 1]]
  if (!first || !last) return ''
  if (first === last) return first.label
  const unit = first.label.includes('岁') ? '岁' : '元'
  if (first === bands[0])
    return last.max === undefined ? `不限${unit === '岁' ? '年龄' : '月薪'}` : `${last.max}${unit}以下`
  return last.max === undefined ? `${first.min}${unit}以上` : `${first.min}–${last.max}${unit}`
}
