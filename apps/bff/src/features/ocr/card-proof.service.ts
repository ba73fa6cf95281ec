import { type Ctx, requirePerson } from '../../context.ts'
import type { CardFront } from '../../ports/ocr.port.ts'
import { PROOF_MS } from './ocr.rules.ts'

interface Sealed {
  accountId: string
  until: number
  front: CardFront
}

/** Seals a reading for the caller's account: nothing of a card is stored here, and no client can change it. */
export const sealReading = (ctx: Ctx, front: CardFront): string => {
  const sealed: Sealed = { accountId: requirePerson(ctx).accountId, until: ctx.now + PROOF_MS, front }
  return ctx.cipher.seal('cardReading', JSON.stringify(sealed))
}

/** The reading of a proof; undefined for one that has expired, was changed, or belongs to another account. */
export function openReading(ctx: Ctx, proof: string): CardFront | undefined {
  try {
    const { accountId, until, front } = JSON.parse(ctx.cipher.open('cardReading', proof)) as Sealed
    return accountId === requirePerson(ctx).accountId && until > ctx.now ? front : undefined
  } catch {
    return undefined
  }
}
