/** Masked forms of personal values, as replies, logs and screens show them. Free of zod. */

/** `13812345678` → `138****5678`. */
export const maskPhone = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`

/** `11010119900307663X` → `1101**********663X`. */
export const maskIdNumber = (number: string): string =>
  number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 8)) + number.slice(-4)

const DOUBLE_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 慕容 司徒 东方 尉迟 皇甫 令狐 夏侯 长孙 宇文 端木 公孙 申屠 独孤 南宫 西门 呼延'.split(' '),
)
const DOT = '·'

/** Whether a name has parts that `·` joins, as 买买提·吐尔逊 has; its first part is no surname. */
const hasParts = (name: string): boolean => name.indexOf(DOT) > 0

/** What a masked name keeps: the surname, of a name with parts `买买提·`, of a name in other letters its first one. */
export function shownOfName(name: string): string {
  if (hasParts(name)) return name.slice(0, name.indexOf(DOT) + 1)
  const letters = [...name]
  const double = letters.slice(0, 2).join('')
  return letters.length > 2 && DOUBLE_SURNAMES.has(double) ? double : (letters[0] ?? '')
}

/** `王桂兰` → `王**`, `买买提·吐尔逊` → `买买提·**`: it does not tell how long the name is. */
export const maskName = (name: string): string => (name === '' ? '' : `${shownOfName(name)}**`)

/** `wx_chen88` → `wx****88`; short ones show less. */
export function maskWechat(id: string): string {
  const letters = [...id]
  const shown = letters.length >= 6 ? 2 : 1
  return `${letters.slice(0, shown).join('')}****${letters.length > shown * 2 ? letters.slice(-shown).join('') : ''}`
}
