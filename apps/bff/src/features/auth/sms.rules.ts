import { HOUR_MS } from '@qingpin/contract/core/days'

export const SMS_CODE_SECONDS = 300
export const SMS_RESEND_SECONDS = 60
/** How many different SMS codes there are: six digits. */
export const SMS_CODES = 1_000_000

/**
 * Messages an hour to one number, of all devices on which its owner has not logged in. The vendor sends five: strangers
 * who ask must leave one to her own device.
 */
export const NUMBER_MESSAGES = 4

interface NumberCount {
  since: number
  count: number
  lastAt: number
}

/** How many ms the number has to wait for another message; none or less: it may have one. */
export const waitOfNumber = ({ since, count, lastAt }: NumberCount, now: number): number =>
  Math.max(lastAt + SMS_RESEND_SECONDS * 1000, count >= NUMBER_MESSAGES ? since + HOUR_MS : 0) - now

/** The count of a number after one more message. */
export const numberAfter = ({ since, count }: NumberCount, now: number): NumberCount =>
  since + HOUR_MS <= now ? { since: now, count: 1, lastAt: now } : { since, count: count + 1, lastAt: now }

export type CodeState = 'right' | 'wrong' | 'expired' | 'used-up'

interface SentCode {
  id: string
  codeHash: string
  attempts: number
  sentAt: number
  expiresAt: number
  usedAt: number | null
}

/**
 * What a guess is among the codes that a device was sent, and which of them still hold. A code that no longer does says
 * why; with none that holds, the last one says why.
 */
export function stateOfGuess(
  codes: readonly SentCode[],
  codeHash: string,
  tries: number,
  now: number,
): { state: CodeState; holding: string[] } {
  const isUsedUp = ({ attempts, usedAt }: SentCode) => usedAt !== null || attempts >= tries
  const holds = (code: SentCode) => code.expiresAt > now && !isUsedUp(code)
  const holding = codes.filter(holds).map(({ id }) => id)
  const newest = (some: readonly SentCode[]) => some.toSorted((a, b) => a.sentAt - b.sentAt).at(-1)
  const typed = codes.filter((code) => code.codeHash === codeHash)
  if (typed.some(holds)) return { state: 'right', holding }
  const reported = newest(typed) ?? (holding.length > 0 ? undefined : newest(codes))
  if (!reported) return { state: 'wrong', holding }
  return { state: isUsedUp(reported) ? 'used-up' : 'expired', holding }
}
