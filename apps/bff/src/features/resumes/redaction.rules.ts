import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import type { ResumeRow } from './resumes.columns.ts'

const HIDDEN = '（已隐去）'
/** An id number, or a mobile number however it is grouped; then any other number as long as one that reaches somebody. */
const NUMBERS = [
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /(?<!\d)1[^\p{L}\p{N}\n]{0,3}[3-9](?:[^\p{L}\p{N}\n]{0,3}\d){9}(?!\d)/gu,
  /\d{7,}/g,
]
const ACCOUNT = /(微信号?|wechat|vx|wx|QQ)([:：\s是]*)[A-Za-z0-9][\w-]{5,19}/gi

const plainDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - '０'.charCodeAt(0)))

/** The words that name or find a person, and what stands in their place. */
function wordsToHide(row: ResumeRow, showsName: boolean): [string, string][] {
  const given = [...row.name].slice(1).join('')
  const places = [row.currentAddress, row.hukouAddress].filter((place) => place && [...place].length > 3)
  const customers = row.workExperiences.map((stay) => stay.customerName)
  return [
    ...(showsName ? [] : [[row.name, publicName(row.name, row.gender)] as const, [given, '某某'] as const]),
    [row.wechat, HIDDEN] as const,
    [row.emergencyContactName, '家人'] as const,
    ...places.map((place) => [place, HIDDEN] as const),
    ...customers.map((customer) => [customer, '雇主'] as const),
  ].filter((pair): pair is [string, string] => pair[0] !== null && [...pair[0]].length > 1)
}

/**
 * Texts as strangers may read them: people write their number, their address and the names of those they worked for
 * into what they say of themselves. What is spelt out in words stays; staff reads what it lists.
 */
export function publicText(row: ResumeRow, showsName: boolean): (text: string) => string {
  const words = wordsToHide(row, showsName)
  return (text) => {
    const known = words.reduce((said, [word, instead]) => said.replaceAll(word, instead), plainDigits(text))
    return NUMBERS.reduce((said, number) => said.replace(number, HIDDEN), known.replace(ACCOUNT, `$1$2${HIDDEN}`))
  }
}
