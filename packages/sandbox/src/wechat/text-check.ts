import type { WechatError } from './errors.ts'
import type { People } from './people.ts'

export const VERDICTS = ['pass', 'review', 'risky'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Words that make a text `risky` or `review`. The README and /lab list them. */
export const TRIGGER_WORDS: Readonly<Record<string, Verdict>> = {
  测试违规: 'risky',
  赌博: 'risky',
  办假证: 'risky',
  测试疑似: 'review',
  刷单: 'review',
}

export interface TextCheckRequest {
  content?: unknown
  version?: unknown
  scene?: unknown
  openid?: unknown
}
export type TextCheckAnswer =
  | { failure: WechatError }
  | { failure?: undefined; suggest: Verdict; label: number; keyword: string | undefined; version: 1 | 2 }

const MAX_LENGTH = { 1: 500_000, 2: 2500 }
const SEEN_WITHIN_MS = 2 * 3_600_000

/** Both versions of msg_sec_check. Version 2 requires a person who logged in within two hours. */
export function checkText(
  words: ReadonlyMap<string, Verdict>,
  people: People,
  now: number,
  request: TextCheckRequest,
): TextCheckAnswer {
  const { content, version, scene, openid } = request
  if (typeof content !== 'string' || content === '') return { failure: 'emptyBody' }
  const api = version === undefined && openid === undefined ? 1 : 2
  if ([...content].length > MAX_LENGTH[api]) return { failure: 'contentTooLong' }
  if (api === 2) {
    if (version !== 2 && version !== '2') return { failure: 'invalidArgs' }
    if (![1, 2, 3, 4].includes(Number(scene))) return { failure: 'invalidArgs' }
    const person = typeof openid === 'string' ? people.find(openid) : undefined
    if (!person) return { failure: 'invalidOpenid' }
    if (person.lastLoginAt === null || now - person.lastLoginAt > SEEN_WITHIN_MS) return { failure: 'notSeenLately' }
  }
  const found = [...words].filter(([word]) => content.includes(word))
  const [keyword, suggest] = found.find(([, verdict]) => verdict === 'risky') ??
    found[0] ?? [undefined, 'pass' as const]
  if (api === 1 && suggest === 'risky') return { failure: 'risky' }
  return { suggest, label: suggest === 'pass' ? 100 : 20_006, keyword, version: api }
}
