import { LONGEST_NAME } from './storage.rules.ts'

/** File name endings by stored type; a name with another ending gets the first one. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'application/pdf': ['pdf'],
  'video/mp4': ['mp4', 'm4v'],
  'video/quicktime': ['mov'],
}
/** Endings that say what a file is, or that a program left behind; whatever else follows a dot belongs to the name. */
const SAYS_A_TYPE =
  /\.(?:jpe?g?|jfif|pjpeg|pjp|png|webp|gif|bmp|hei[cf]|pdf|mp4|m4v|mov|tmp|temp|part|download|crdownload|bak|html?|php|svg|js|exe|zip)$/i

/** The name with the ending of what the file is: 「证书 2024.12」 and `x.jpg.tmp` end in `.jpg` then. */
export function mendedName(name: string, type: string): string {
  const endings = ENDINGS[type] ?? []
  const [usual] = endings
  if (name === '' || usual === undefined || endsIn(name, endings)) return name
  let base = name
  while (SAYS_A_TYPE.test(base) && !endsIn(base, endings)) base = base.replace(SAYS_A_TYPE, '')
  if (base === '') return `${name.replaceAll('.', '')}.${usual}`
  return endsIn(base, endings) ? base : `${[...base].slice(0, LONGEST_NAME - usual.length - 1).join('')}.${usual}`
}

const endsIn = (name: string, endings: readonly string[]): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const GBK = new TextDecoder('gb18030')

/** A text of a form's part, one letter a byte, as UTF-8: old browsers of Chinese Windows send names in GBK. */
export function asUtf8(binary: string): string {
  const bytes = Buffer.from(binary, 'latin1')
  try {
    UTF8.decode(bytes)
    return binary
  } catch {
    return Buffer.from(GBK.decode(bytes), 'utf8').toString('latin1')
  }
}
