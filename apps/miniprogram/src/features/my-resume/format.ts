import { RESUME_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import type { Tone } from '@/ui/tag'

export const formatPay = (yuan: number): string => (yuan > 0 ? `${yuan}元/月` : '面议')

interface StatusWords {
  readonly tag: string
  readonly tone: Tone
  /** What the status means to the worker. */
  readonly text: string
  /** What comes next. */
  readonly next?: string
}

/** Texts by status. Whether the resume is public is shown by the publicity card. */
const known: Readonly<Record<string, StatusWords>> = {
  draft: { tag: '已收到', tone: 'info', text: '等经纪人核对资料', next: '看完打电话给您' },
  pending: { tag: '已建档', tone: 'ok', text: '有合适的活打电话给您' },
}

/** The text after the agency's promised review time, or alone without one. */
export const afterReview = (reviewTime: string, words: string): string =>
  reviewTime ? `${reviewTime}，${words}` : words

export function formatStatus(status: string): StatusWords {
  return known[status] ?? { tag: labelOf(RESUME_STATUSES, status), tone: 'plain', text: '' }
}

const minute = (iso: string) => iso.slice(0, 16)

/** Whether the resume was changed after its creation. */
export const wasChanged = ({
  createdAt,
  updatedAt,
}: {
  readonly createdAt: string
  readonly updatedAt: string
}): boolean => minute(createdAt) !== minute(updatedAt)
