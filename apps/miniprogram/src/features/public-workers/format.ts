import { JOB_TYPES, NURSE_LEVELS, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { formatDate, formatMonth, momentOf } from '@/ui/format-time'

export interface PayWords {
  readonly amount: string
  readonly unit?: string
}

export const formatPayWords = (yuan: number): PayWords =>
  yuan > 0 ? { amount: String(yuan), unit: '元/月' } : { amount: '薪资面议' }

/** Less than one year is an answer, and null is none. */
export const formatYears = (years: number | null): string => {
  if (years === null) return '经验待问'
  return years > 0 ? `${years}年` : '不到1年'
}

/** The tags of a worker, the level first. */
export const formatTags = ({
  maternityNurseLevel: level,
  skills,
}: {
  readonly maternityNurseLevel: string | null
  readonly skills: readonly string[]
}) => [
  ...(level ? [{ text: labelOf(NURSE_LEVELS, level), tone: 'warm' as const }] : []),
  ...skills.map((skill) => ({ text: labelOf(SKILLS, skill) })),
]

export const formatTrade = (jobType: string): string => labelOf(JOB_TYPES, jobType)

/** 11月28日, and the year only when it is not this one. A day on the wire is UTC time or a bare date. */
export function formatIsoDay(iso: string, now: number): string {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(iso)
  const at = bare ? momentOf(iso) : Date.parse(iso)
  return Number.isNaN(at) ? iso : formatDate(at, now)
}

/** A day as on papers, always with its year. */
export const formatPaperDay = (day: string): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : day
}

export const formatWorkPeriod = (from: string | null, to: string | null): string => {
  if (!from && !to) return '时间没填'
  if (!from) return `到${to === '至今' ? '现在' : formatMonth(to ?? '')}`
  if (!to) return `${formatMonth(from)}起`
  return to === '至今' ? `${formatMonth(from)}至今` : `${formatMonth(from)}–${formatMonth(to)}`
}

const LONG_NAMES = ['黑龙江', '内蒙古']

/** 河南信阳 → 河南 and 信阳; other places are returned whole. */
export function splitNativePlace(place: string): readonly [province: string, city: string] {
  const name = place.trim().replace(/^(.{2,3}?)[省市]/, '$1')
  const cut = LONG_NAMES.some((long) => name.startsWith(long)) ? 3 : 2
  return name.length > cut ? [name.slice(0, cut), name.slice(cut)] : [name, '']
}
