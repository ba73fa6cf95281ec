import { type Ctx, requirePerson } from '../../context.ts'
import type { CardFront } from '../../ports/ocr.port.ts'

/** Long enough to compare a card line by line, and to be called away once. */
const PROOF_MS = 30 * 60_000

interface Sealed {
  accountId: string
  until: number
  front: CardFront
}

/** What was read, sealed for whoever had it read: nothing of a card is kept here, and nobody can change what it says. */
export const sealReading = (ctx: Ctx, front: CardFront): string => {
  const sealed: Sealed = { accountId: requirePerson(ctx).accountId, until: ctx.now + PROOF_MS, front }
  return ctx.cipher.seal('cardReading', JSON.stringify(sealed))
}

/** The reading of a proof; undefined for one that is over, was changed, or was given to another account. */
export function openReading(ctx: Ctx, proof: string): CardFront | undefined {
  try {
    const { accountId, until, front } = JSON.parse(ctx.cipher.open('cardReading', proof)) as Sealed
    return accountId === requirePerson(ctx).accountId && until > ctx.now ? front : undefined
  } catch {
    return undefined
  }
}
