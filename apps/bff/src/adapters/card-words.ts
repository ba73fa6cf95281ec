import { idCheckDigitOk } from '@qingpin/contract/core/identity.rules'

/** A day that exists, as YYYY-MM-DD, or null. */
export function dayOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text
}

/** The day of birth that an 18-digit number holds. */
export const birthDateIn = (idNumber: string | null): string | null =>
  idNumber?.length === 18 ? dayOf(idNumber.slice(6, 10), idNumber.slice(10, 12), idNumber.slice(12, 14)) : null

/** The sex that an 18-digit number holds: odd for a man. */
export const genderIn = (idNumber: string | null): 'female' | 'male' | null =>
  idNumber?.length === 18 ? (Number(idNumber[16]) % 2 === 1 ? 'male' : 'female') : null

/** From when to when a card is valid: `2016.03.09-2036.03.09`, `20160309-20360309`, `2016.03.09-长期`. */
export function validityIn(text: string) {
  const [from, to] = [...text.matchAll(/(\d{4})[.年/-]?(\d{2})[.月/-]?(\d{2})/g)].map(
    ([, year = '', month = '', day = '']) => dayOf(year, month, day),
  )
  return { validFrom: from ?? null, validTo: to ?? null, longTerm: /长期?/.test(text) }
}

/** An id number among signs that a reader may have mistaken; one with a right check digit goes before all others. */
export function idNumberIn(text: string): string | null {
  const found = [...text.matchAll(/(?=([\dOoIl|]{17}[\dOoIl|Xx]))/g)].map(([, signs = '']) =>
    signs.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1').toUpperCase(),
  )
  return found.find(idCheckDigitOk) ?? found[0] ?? null
}
