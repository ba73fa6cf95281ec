import { ANSWER_PRICE } from '../assistant/assistant.rules.ts'

/** A use of credits. `most` differs from `least` where the price follows the length of the answer. */
export interface CreditPrice {
  readonly action: string
  readonly label: string
  readonly least: number
  readonly most: number
}

export const CREDIT_PRICES: readonly CreditPrice[] = [{ action: 'question', label: '问 AI 一个问题', ...ANSWER_PRICE }]

/** Why the balance of a wallet changed. */
export const CREDIT_MOVES = ['gift', 'purchase', 'hold', 'release', 'refund', 'adjustment'] as const
export type CreditMove = (typeof CREDIT_MOVES)[number]
