import { maskName, shownOfName } from '../core/masking.ts'

/** How long a share may stay open, in hours. */
export const SHARE_HOURS_MIN = 1
export const SHARE_HOURS_MAX = 720
export const SHARE_HOURS_DEFAULT = 72

/** The page that opens a share. A mini-program code holds at most 32 characters besides it, so a token has 22. */
export const SHARE_PAGE = 'features/public-workers/shared/index'

// By numbers: older phones know neither scripts nor lookbehind in a regular expression.
const isHan = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x3ffff)
}

/** The name of a worker who shows no full name: 张阿姨, 欧阳师傅; others are masked: 买买提·**, A**. */
export function publicName(name: string, gender: string): string {
  const letters = [...name]
  if (letters.length === 0) return '**'
  return letters.every(isHan) ? shownOfName(name) + (gender === 'male' ? '师傅' : '阿姨') : maskName(name)
}

/** Characters in which a county ends, and up to which a native place is shown as it is. */
const COUNTY_LONGEST = 12
const SHORT = 6

/** A native place down to its county: the rest would be an address. */
export function countyOf(place: string | null): string | null {
  if (place === null || [...place].length <= SHORT) return place
  const near = [...place].slice(0, COUNTY_LONGEST).join('').split('小区')[0] ?? ''
  return /^.*[省市县区旗州盟]/.exec(near)?.[0] ?? [...place].slice(0, SHORT).join('')
}
