/** What broke: the drawing of a screen, a promise without a handler, or other code. */
export const CLIENT_ERROR_KINDS = ['render', 'promise', 'script'] as const
export type ClientErrorKind = (typeof CLIENT_ERROR_KINDS)[number]

export const CLIENT_ERROR_MAX = { page: 100, message: 300, stack: 2000 } as const

const HIDDEN = '…'
const isName = (quoted: string) => /^.[A-Za-z_$]{1,30}.$/.test(quoted)

/**
 * A message or a stack without what may be personal or secret: engines quote what they could not read. What stays is
 * plain English, short names in quotes, and positions in files. Both ends do it.
 */
export const scrubbed = (text: string, max: number): string =>
  text
    .replace(/[a-z]+:\/\/[^\s)]*\//gi, '')
    .replace(/[^\x20-\x7e\n]+/g, HIDDEN)
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g, (quoted) => (isName(quoted) ? quoted : `"${HIDDEN}"`))
    .replace(/\S+@\S+/g, HIDDEN)
    .replace(/(:\d{1,7}:\d{1,7})|[\w-]{24,}|\d{5,}/g, (_, position?: string) => position ?? HIDDEN)
    .replace(/[?#]\S*/g, '')
    .slice(0, max)
