/** Masked forms of personal values, as replies, logs and screens show them. Free of zod. */

/** `13812345678` → `138****5678`. */
export const maskPhone = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`

/** `11010119900307663X` → `1101**********663X`. */
export const maskIdNumber = (number: string): string =>
  number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 8)) + number.slice(-4)

/** The surname and one star for each further character; used where a person has not agreed to show the name. */
export const maskName = (name: string): string => {
  const letters = [...name]
  return letters[0] === undefined ? '' : letters[0] + '*'.repeat(Math.max(1, letters.length - 1))
}

/** `wx_chen88` → `wx****88`; short ones show less. */
export function maskWechat(id: string): string {
  const letters = [...id]
  const shown = letters.length >= 6 ? 2 : 1
  return `${letters.slice(0, shown).join('')}****${letters.length > shown * 2 ? letters.slice(-shown).join('') : ''}`
}
