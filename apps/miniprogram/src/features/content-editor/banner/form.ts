import { labelOf } from '@qingpin/contract/core/choices'
import {
  AUDIENCE_LABELS,
  AUDIENCES,
  type Audience,
  type BannerState,
  LINK_TYPES,
  type LinkType,
} from '@qingpin/contract/content/content.enums'
import { linkProblem, periodProblem } from '@qingpin/contract/content/content.rules'
import { beijingDay, DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { Problems } from '@/app/form/form'
import { formatDate, formatHour, formatWeekday, momentOf, twoDigits } from '@/ui/format-time'
import { urlOf } from '@/app/pages'
import type { BannerBody, ManagedBanner } from '../api'
import { readContentDraft, type ContentDraft } from '../use-content-form'

export interface BannerValues {
  readonly title: string
  readonly subtitle: string
  readonly imageUrl: string
  readonly linkType: LinkType
  readonly linkUrl: string
  readonly audience: readonly Audience[]
  readonly status: BannerState
  /** A day in Beijing; empty: at once, or without end. */
  readonly startDay: string
  readonly startClock: string
  readonly endDay: string
  readonly endClock: string
}

export const EMPTY: BannerValues = {
  title: '',
  subtitle: '',
  imageUrl: '',
  linkType: 'none',
  linkUrl: '',
  audience: [],
  status: 'active',
  startDay: '',
  startClock: '9:00',
  endDay: '',
  endClock: '18:00',
}

const dayAndClock = (iso: string | null, otherwise: string) =>
  iso === null ? ['', otherwise] : [beijingDay(Date.parse(iso)), formatHour(Date.parse(iso))]

export function valuesOf(banner: ManagedBanner): BannerValues {
  const { title, subtitle, imageUrl, linkType, linkUrl, audience, status } = banner
  const [startDay = '', startClock = ''] = dayAndClock(banner.startsAt, EMPTY.startClock)
  const [endDay = '', endClock = ''] = dayAndClock(banner.endsAt, EMPTY.endClock)
  return { title, subtitle, imageUrl, linkType, linkUrl, audience, status, startDay, startClock, endDay, endClock }
}

/** Epoch ms of a day and a clock, or null where no day is chosen. */
function momentIn(day: string, clock: string): number | null {
  if (day === '') return null
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return momentOf(day) + (hour * 60 + minute) * 60_000
}

const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString())

export const bodyOf = ({ startDay, startClock, endDay, endClock, audience, ...rest }: BannerValues): BannerBody => ({
  ...rest,
  linkUrl: rest.linkType === 'none' ? '' : rest.linkUrl.trim(),
  audience: [...audience],
  startsAt: isoOf(momentIn(startDay, startClock)),
  endsAt: isoOf(momentIn(endDay, endClock)),
})

export function problemsOf(values: BannerValues): Problems {
  const { title, imageUrl, linkType, linkUrl, startDay, startClock, endDay, endClock } = values
  const link = linkProblem(linkType, linkUrl.trim())
  const period = periodProblem(momentIn(startDay, startClock), momentIn(endDay, endClock))
  return {
    ...(title.trim() ? {} : { title: '请填标题。' }),
    ...(imageUrl ? {} : { imageUrl: '请加一张图。' }),
    ...(link ? { linkUrl: link } : {}),
    ...(period ? { endsAt: period } : {}),
  }
}

const PARTS: readonly (readonly [part: string, fields: readonly (keyof BannerValues)[]])[] = [
  ['标题', ['title', 'subtitle']],
  ['图片', ['imageUrl']],
  ['点了打开什么', ['linkType', 'linkUrl']],
  ['给谁看', ['audience']],
  ['挂不挂、什么时候', ['status', 'startDay', 'startClock', 'endDay', 'endClock']],
]
export const partsOf = (mine: BannerValues, theirs: BannerValues): readonly string[] =>
  PARTS.filter(([, fields]) => fields.some((f) => JSON.stringify(mine[f]) !== JSON.stringify(theirs[f]))).map(
    ([part]) => part,
  )

export const linesOf = (values: BannerValues): readonly DraftLine[] => [
  { label: '标题', text: values.title.trim() },
  { label: '小字', text: values.subtitle.trim() },
  { label: '图片', text: values.imageUrl },
  { label: '点了打开', text: [labelOf(LINK_TYPES, values.linkType), values.linkUrl.trim()].filter(Boolean).join(' ') },
  { label: '给谁看', text: values.audience.map((one) => AUDIENCE_LABELS[one]).join('、') },
  { label: '挂不挂', text: values.status === 'active' ? '挂出来' : '先不挂' },
  { label: '从', text: values.startDay && `${values.startDay} ${values.startClock}` },
  { label: '到', text: values.endDay && `${values.endDay} ${values.endClock}` },
]

function readValues(stored: unknown): BannerValues | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const known = stored as Partial<Record<keyof BannerValues, unknown>>
  const texts = Object.entries(known).filter(([name, text]) => name in EMPTY && typeof text === 'string')
  const values = { ...EMPTY, ...Object.fromEntries(texts) } as BannerValues
  const audience = Array.isArray(known.audience)
    ? AUDIENCES.filter((one) => known.audience === undefined || (known.audience as unknown[]).includes(one))
    : []
  const linkType = LINK_TYPES.find(({ value }) => value === values.linkType)?.value ?? 'none'
  return { ...values, audience, linkType, status: values.status === 'inactive' ? 'inactive' : 'active' }
}

export const bannerDrafts = defineDraft<ContentDraft<BannerValues>>('banner', {
  read: readContentDraft(readValues),
  isBlank: ({ base, values }) => JSON.stringify(base) === JSON.stringify(values),
})

const AHEAD = 90
/** The days that may be chosen: from today on, and the one that is chosen already. */
export function dayOptions(now: number, chosen: string, never: string) {
  const days = Array.from({ length: AHEAD }, (_, i) => startOfDay(now) + i * DAY_MS)
  const past = chosen !== '' && momentOf(chosen) < startOfDay(now) ? [momentOf(chosen)] : []
  const labelOf = (at: number) => `${formatDate(at, now)} ${formatWeekday(at)}`
  return [
    { value: '', label: never },
    ...[...past, ...days].map((at) => ({ value: beijingDay(at), label: labelOf(at) })),
  ]
}
export const CLOCKS = Array.from({ length: 48 }, (_, i) => {
  const clock = `${Math.floor(i / 2)}:${twoDigits((i % 2) * 30)}`
  return { value: clock, label: clock }
})

/** Pages that a banner leads to. */
export const PAGES = [
  { value: urlOf('articles'), label: '文章列表' },
  { value: urlOf('workers'), label: '找阿姨' },
  { value: urlOf('register'), label: '阿姨登记' },
  { value: urlOf('assistant'), label: 'AI 顾问' },
  { value: urlOf('credits'), label: '积分' },
]
