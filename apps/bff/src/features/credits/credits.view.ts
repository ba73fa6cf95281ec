import type { CreditMove } from '@qingpin/contract/credits/credits.enums'
import type { WalletEntry } from './ledger.repo.ts'
import { FIRST_PURCHASE, SIGN_UP } from './ledger.rules.ts'

type Reason = Pick<WalletEntry, 'kind' | 'reference' | 'held' | 'captured'>

function holdReason({ held, captured }: Reason): string {
  if (captured === null) return '预留，AI 正在写'
  if (captured === 0) return '预留，后来没用上'
  return captured === held ? 'AI 回答' : `AI 回答，先预留${held}积分`
}

function giftReason(occasion: string | null): string {
  if (occasion === SIGN_UP) return '新账号赠送'
  return occasion === FIRST_PURCHASE ? '首次购买赠送' : '赠送'
}

/** The sentence that tells the owner why a wallet's balance changed. */
export function reasonOf(entry: Reason): string {
  switch (entry.kind) {
    case 'gift':
      return giftReason(entry.reference)
    case 'purchase':
      return '购买积分'
    case 'hold':
      return holdReason(entry)
    case 'release':
      return entry.captured === 0 ? '没有用上，全部退回' : '没用完的退回'
    case 'refund':
      return '退款'
    default:
      return '调整'
  }
}

export const entryView = (entry: WalletEntry) => ({
  id: entry.id,
  // Wallets take no part in captures, which move credits that are held.
  kind: entry.kind as CreditMove,
  reason: reasonOf(entry),
  amount: entry.amount,
  balanceAfter: entry.balanceAfter,
  work: entry.kind === 'hold' || entry.kind === 'release' ? entry.reference : null,
  orderId: entry.kind === 'purchase' ? entry.reference : null,
  at: new Date(entry.at).toISOString(),
})
