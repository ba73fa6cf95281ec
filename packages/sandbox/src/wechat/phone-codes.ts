import { createHash } from 'node:crypto'
import type { Ids } from '../ids.ts'

export interface PhoneNumber {
  countryCode: string
  number: string
}
type Ticket = PhoneNumber & { issuedAt: number; used: boolean }

export interface PhoneCodes {
  /** Makes a code as the getPhoneNumber button does. */
  issue: (phone: PhoneNumber) => string
  /** The number of a code, once and within five minutes. */
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

/** The number for an unknown code in development: `tel:13912345678` is that number, any other an invented one. */
function inventedNumber(code: string): PhoneNumber {
  const given = /^tel:(1\d{10})$/.exec(code)?.[1]
  const digits = BigInt(`0x${createHash('sha256').update(code).digest('hex').slice(0, 12)}`) % 100_000_000n
  return { countryCode: '86', number: given ?? `137${String(digits).padStart(8, '0')}` }
}
