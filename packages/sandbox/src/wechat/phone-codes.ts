import { createHash } from 'node:crypto'
import type { Ids } from '../ids.ts'

export interface PhoneNumber {
  countryCode: string
  number: string
}
type Ticket = PhoneNumber & { issuedAt: number; used: boolean }

export interface PhoneCodes {
  /** A code as the getPhoneNumber button gives it to the app. */
  issue: (phone: PhoneNumber) => string
  /** The number that a code stands for, once and within five minutes. */
  spend: (code: string) => PhoneNumber | undefined
  clear: () => void
}

const CODE_LIFE_MS = 5 * 60_000

export function createPhoneCodes(acceptUnknown: boolean, ids: Ids, now: () => number): PhoneCodes {
  const tickets = new Map<string, Ticket>()
  return {
    issue: (phone) => {
      const code = ids.token(64)
      tickets.set(code, { ...phone, issuedAt: now(), used: false })
      return code
    },
    spend: (code) => {
      const ticket = tickets.get(code)
      if (!ticket) return acceptUnknown ? inventedNumber(code) : undefined
      if (ticket.used || now() - ticket.issuedAt > CODE_LIFE_MS) return undefined
      ticket.used = true
      return ticket
    },
    clear: () => tickets.clear(),
  }
}

/** In development: `tel:13912345678` is that number, and any other code always the same invented one. */
function inventedNumber(code: string): PhoneNumber {
  const given = /^tel:(1\d{10})$/.exec(code)?.[1]
  const digits = BigInt(`0x${createHash('sha256').update(code).digest('hex').slice(0, 12)}`) % 100_000_000n
  return { countryCode: '86', number: given ?? `137${String(digits).padStart(8, '0')}` }
}
