import { SIGN_UP } from './ledger.service.ts'
import { FIRST_PURCHASE } from './packages.rules.ts'
import type { WalletEntry } from './history.repo.ts'

type Told = Pick<WalletEntry, 'kind' | 'reference' | 'held' | 'captured'>

function holdReason({ held, captured }: Told): string {
  if (captured === null) return '预留，AI 正在写'
  if (captured === 0) return '预留，后来没用上'
  return captured === held ? 'AI 回答' : `AI 回答，先预留${held}积分`
}

function giftReason(occasion: string | null): string {
  if (occasion === SIGN_UP) return '新账号赠送'
  return occasion === FIRST_PURCHASE ? '首次购买赠送' : '赠送'
}

/** Why a wallet's balance changed, as its owner reads it. */
export function reasonOf(entry: Told): string {
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
