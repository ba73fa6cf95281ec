import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import type { ResumeRow } from './resumes.table.ts'

const HIDDEN = '（已隐去）'
/** An id number, or a mobile number however it is grouped; then any other number as long as one that reaches a person. */
const NUMBERS = [
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /(?<!\d)1[^\p{L}\p{N}\n]{0,3}[3-9](?:[^\p{L}\p{N}\n]{0,3}\d){9}(?!\d)/gu,
  /\d{7,}/g,
]
const ACCOUNT = /(微信号?|wechat|vx|wx|QQ)([:：\s是]*)[A-Za-z0-9][\w-]{5,19}/gi

const plainDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - '０'.charCodeAt(0)))

/** The words that name or locate a person, each with its replacement. */
function replacements(row: ResumeRow, showsName: boolean): [string, string][] {
  const given = [...row.name].slice(1).join('')
  const addresses = [row.currentAddress, row.hukouAddress].filter((address) => address && [...address].length > 3)
  const customers = row.workExperiences.map((stay) => stay.customerName)
  return [
    ...(showsName ? [] : [[row.name, publicName(row.name, row.gender)] as const, [given, '某某'] as const]),
    [row.wechat, HIDDEN] as const,
    [row.emergencyContactName, '家人'] as const,
    ...addresses.map((address) => [address, HIDDEN] as const),
    ...customers.map((customer) => [customer, '雇主'] as const),
  ].filter((pair): pair is [string, string] => pair[0] !== null && [...pair[0]].length > 1)
}

/**
 * Gives a function that redacts the texts of a resume for strangers: workers write their number, their address and the
 * names of former customers into their introduction. A number spelt out in words stays; staff reads what it lists.
 */
export function redactionFor(row: ResumeRow, showsName: boolean): (text: string) => string {
  const words = replacements(row, showsName)
  return (text) => {
    const known = words.reduce((rest, [word, instead]) => rest.replaceAll(word, instead), plainDigits(text))
    return NUMBERS.reduce((rest, number) => rest.replace(number, HIDDEN), known.replace(ACCOUNT, `$1$2${HIDDEN}`))
  }
}
