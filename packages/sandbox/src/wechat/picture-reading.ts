import type { WechatError } from './errors.ts'
import type { FormPart } from './form-data.ts'

export interface IdCard {
  type: 'Front' | 'Back'
  name?: string
  id?: string
  addr?: string
  gender?: string
  nationality?: string
  valid_date?: string
}
export type PictureReading = 'idcard' | 'comm'
/** The content of a picture; without a planned one nothing is recognised. */
export type PictureContent = { card: IdCard } | { lines: string[] }

/** 2 MB; a picture of this size or more is refused. */
const PICTURE_BYTES_LIMIT = 2 * 1024 * 1024
const CALLS_A_DAY = 100
const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

export interface Readings {
  show: (shown: PictureContent, times: number) => void
  /** The number of planned pictures. */
  planned: () => number
  /** The number of pictures read today, in Beijing. */
  usedToday: () => number
  answer: (what: PictureReading, query: Record<string, string>, parts: FormPart[] | undefined) => Answer
  reset: () => void
}
type Answer = { failure: WechatError } | { failure?: undefined; reading: object }

const LINE_HEIGHT = 40

/** Plays /cv/ocr/idcard and /cv/ocr/comm. The content of pictures is planned, because the sandbox cannot read them. */
export function createReadings(now: () => number): Readings {
  let queue: PictureContent[] = []
  let used = { day: 0, count: 0 }
  const today = () => Math.floor((now() + BEIJING) / DAY)
  const usedToday = () => (used.day === today() ? used.count : 0)

  function look(what: PictureReading, picture: Buffer): Answer {
    const size = sizeOf(picture)
    if (!size) return { failure: 'badPicture' }
    const shown = queue[0]
    const fits = shown !== undefined && ('card' in shown ? what === 'idcard' : what === 'comm')
    if (!fits) return { failure: 'notRecognised' }
    queue = queue.slice(1)
    if ('card' in shown) return { reading: { ...shown.card } }
    return { reading: { items: shown.lines.map(withPosition), img_size: size } }
  }

  return {
    show: (shown, times) => {
      queue = [...queue, ...Array.from({ length: times }, () => shown)]
    },
    planned: () => queue.length,
    usedToday,
    answer: (what, query, parts) => {
      if (what === 'idcard' && !['photo', 'scan', undefined].includes(query['type'])) return { failure: 'invalidArgs' }
      const picture = parts?.find(({ name, filename }) => name === 'img' && filename !== undefined)
      // The address of a picture is not fetched, because the sandbox makes no calls.
      if (!picture) return { failure: query['img_url'] === undefined ? 'mediaMissing' : 'badPicture' }
      if (picture.bytes.length >= PICTURE_BYTES_LIMIT) return { failure: 'mediaTooLarge' }
      if (usedToday() >= CALLS_A_DAY) return { failure: 'dailyQuota' }
      used = { day: today(), count: usedToday() + 1 }
      return look(what, picture.bytes)
    },
    reset: () => {
      queue = []
      used = { day: 0, count: 0 }
    },
  }
}

/** A line with its position; lines stand one below the other. */
function withPosition(text: string, row: number) {
  const [top, bottom] = [row * LINE_HEIGHT, (row + 1) * LINE_HEIGHT]
  const right = text.length * LINE_HEIGHT
  const corner = (x: number, y: number) => ({ x, y })
  const pos = {
    left_top: corner(0, top),
    right_top: corner(right, top),
    right_bottom: corner(right, bottom),
    left_bottom: corner(0, bottom),
  }
  return { text, pos }
}

/** The width and height of a JPEG or PNG by its headers; undefined for other files. */
function sizeOf(bytes: Buffer): { w: number; h: number } | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) && bytes.length > 24)
    return { w: bytes.readUInt32BE(16), h: bytes.readUInt32BE(20) }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { w: bytes.readUInt16BE(at + 7), h: bytes.readUInt16BE(at + 5) }
  }
  return undefined
}
