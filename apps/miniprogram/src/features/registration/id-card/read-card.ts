import { isApiError } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { READ_RULE } from '@qingpin/contract/attachments/attachments.rules'
import { sendForm } from '@/app/send-form'
import { isNetworkError } from '@/platform/network-error'
import { releasePicked, shrinkPicture } from '@/platform/pick-files'
import type { PickedFile } from '@/platform/picked-file.types'
import { readError } from '@/ui/read-error'

export type IdCard = ReplyOf<ContractMap['POST /api/ocr/idcard']>
export type CardFront = NonNullable<IdCard['front']>
export type CardBack = NonNullable<IdCard['back']>

/** The result of reading a picture: a side of a card, or why there is none. */
export type Reading =
  | { readonly kind: 'front'; readonly card: CardFront; readonly warnings: IdCard['doubts']; readonly proof: string }
  | { readonly kind: 'back'; readonly card: CardBack }
  /** There is a card, of which too little can be read. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'no-card' }
  /** Reading is not available now. */
  | { readonly kind: 'busy'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }

/** The server's answer as a Reading. */
export function readingOf({ front, back, doubts, proof }: IdCard): Reading {
  if (front && proof !== null) {
    const known = front.name !== null || front.idNumber !== null
    return known ? { kind: 'front', card: front, warnings: doubts, proof } : { kind: 'unclear' }
  }
  if (!back) return { kind: 'no-card' }
  const known = back.validFrom !== null || back.validTo !== null || back.authority !== null
  return known ? { kind: 'back', card: back } : { kind: 'unclear' }
}

const UNCLEAR: readonly string[] = ['PICTURE_TOO_SMALL', 'FILE_UNREADABLE']

function errorReading(error: unknown): Reading {
  if (isNetworkError(error)) return { kind: 'busy', reason: '网断了，照片没有发出去。连上网再试，也可以自己填。' }
  if (!isApiError(error)) throw error
  if (error.code === 'ID_CARD_NOT_FOUND') return { kind: 'no-card' }
  if (UNCLEAR.includes(error.code)) return { kind: 'unclear' }
  const reason = readError(error).title
  if (error.status === 429) return { kind: 'busy', reason: '识别的次数用完了，过一会儿再试，也可以自己填。' }
  return error.status >= 500 ? { kind: 'busy', reason } : { kind: 'refused', reason }
}

/** Has one side of an identity card read. The picture is not stored. */
export async function readCard(file: PickedFile): Promise<Reading> {
  try {
    const small = await shrinkPicture(file, READ_RULE.maxBytes, READ_RULE.longestSide)
    try {
      return readingOf(await sendForm<IdCard>('/api/ocr/idcard', small))
    } finally {
      if (small !== file) releasePicked(small)
    }
  } catch (error) {
    return errorReading(error)
  }
}
