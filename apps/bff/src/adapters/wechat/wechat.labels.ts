import type { ContentLabel } from '@qingpin/contract/reviews/reviews.enums'

/** What WeChat's numbers say of a text or a picture. */
const LABELS: Record<number, ContentLabel> = {
  10001: 'ad',
  20001: 'politics',
  20002: 'porn',
  20003: 'abuse',
  20006: 'crime',
  20008: 'fraud',
  20012: 'vulgar',
  20013: 'copyright',
}
/** Null for what says nothing: a good verdict, or no number. */
export const contentLabel = (label: number): ContentLabel | null => (label > 100 ? (LABELS[label] ?? 'other') : null)
