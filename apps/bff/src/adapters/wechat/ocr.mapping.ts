import type { CardReading, OcrProblem } from '../../ports/ocr.port.ts'
import { birthDateIn, genderIn, validityIn } from '../card-words.ts'
import type { WechatAnswer } from './wechat.client.ts'

/** 101000: the picture is none, 101001 and 101002: nothing of what was asked for is in it. */
const UNREADABLE = [101000, 101001, 101002]
/** 45009: the day's calls are used up; 48001: the account may not call it at all, 101003: it has bought none. */
const NO_MORE_TODAY = [45009, 48001, 101003]

/** Why there is no reading; all other numbers mean that our side or the service is at fault. */
export function ocrProblem(errcode: number): OcrProblem {
  if (UNREADABLE.includes(errcode)) return 'unreadable'
  return NO_MORE_TODAY.includes(errcode) ? 'quota' : 'unavailable'
}

const wordIn = (value: unknown): string | null => {
  const word = typeof value === 'string' ? value.trim() : ''
  return word === '' ? null : word
}

/** The side of the card that the service has seen and what it read; undefined for another shape. */
export function readingIn(answer: WechatAnswer): CardReading | undefined {
  if (answer.type === 'Back') {
    // The service tells no authority.
    return {
      side: 'back',
      back: { authority: wordIn(answer.authority), ...validityIn(wordIn(answer.valid_date) ?? '') },
    }
  }
  if (answer.type !== 'Front') return undefined
  const idNumber = wordIn(answer.id)?.toUpperCase() ?? null
  const gender = wordIn(answer.gender)
  const front = {
    name: wordIn(answer.name),
    gender: gender === '男' ? ('male' as const) : gender === '女' ? ('female' as const) : genderIn(idNumber),
    ethnicity: wordIn(answer.nationality)?.replace(/族$/, '') ?? null,
    birthDate: birthDateIn(idNumber),
    address: wordIn(answer.addr),
    idNumber,
  }
  return { side: 'front', front }
}

/** The lines of /cv/ocr/comm in the order in which they came; undefined for another shape. */
export function linesIn({ items }: WechatAnswer): string[] | undefined {
  if (!Array.isArray(items)) return undefined
  return items.flatMap((item: unknown) => wordIn((item as { text?: unknown } | null)?.text) ?? [])
}
