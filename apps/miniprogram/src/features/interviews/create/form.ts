import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import { TIME_SLOTS } from '../format-room'
import type { Found } from './people'

export const WHEN = [
  { value: 'now', label: '现在就开' },
  { value: 'later', label: '约个时间' },
] as const
export type When = (typeof WHEN)[number]['value']

export interface InterviewForm {
  readonly name: string
  readonly worker: Found | undefined
  readonly customer: Found | undefined
  readonly when: When
  /** A day in Beijing, so that it stays the same one after midnight. */
  readonly day: string
  readonly time: string
  readonly lobby: boolean
}

/** The empty form; a planned interview begins with tomorrow morning. @param now epoch ms */
export const emptyForm = (now: number): InterviewForm => ({
  name: '',
  worker: undefined,
  customer: undefined,
  when: 'now',
  day: beijingDay(now + DAY_MS),
  time: '10:00',
  lobby: true,
})

const isText = (value: unknown): value is string => typeof value === 'string'

function readPerson(stored: unknown): Found | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { id, name, note, title } = stored as Partial<Record<keyof Found, unknown>>
  return isText(id) && isText(name) && isText(note) && isText(title) ? { id, name, note, title } : undefined
}

/** A day that is over is replaced by tomorrow. */
function readForm(stored: unknown): InterviewForm | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { name, worker, customer, when, day, time, lobby } = stored as Partial<Record<keyof InterviewForm, unknown>>
  const now = Date.now()
  const empty = emptyForm(now)
  return {
    name: isText(name) ? name : '',
    worker: readPerson(worker),
    customer: readPerson(customer),
    when: when === 'later' ? 'later' : 'now',
    day: isText(day) && /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= beijingDay(now) ? day : empty.day,
    time: TIME_SLOTS.find(({ value }) => value === time)?.value ?? empty.time,
    lobby: lobby !== false,
  }
}

const isBlank = ({ name, worker, customer, when, lobby }: InterviewForm): boolean =>
  name.trim() === '' && !worker && !customer && when === 'now' && lobby

export const linesOf = ({ name, worker, customer, when, day, time, lobby }: InterviewForm): readonly DraftLine[] => [
  { label: '名称', text: name.trim() },
  { label: '阿姨', text: worker?.name ?? '' },
  { label: '客户', text: customer?.name ?? '' },
  { label: '时间', text: when === 'now' ? '现在就开' : `${day} ${time}` },
  { label: '先等门外', text: lobby ? '是' : '直接进来' },
]

/** The interview that is being planned. */
export const interviewDraft = defineDraft<InterviewForm>('interview', { read: readForm, isBlank })
