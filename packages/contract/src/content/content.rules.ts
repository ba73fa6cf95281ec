import type { FileRule } from '../attachments/attachments.rules.ts'
import type { LinkType } from './content.enums.ts'

/** A banner's view or click, or an article's reading, from one address is counted again after this time. */
export const COUNTED_AGAIN_HOURS = 1
/** How many addresses the counters remember: far more than an agency has visitors in that time. */
export const COUNTED_ADDRESSES = 20_000
/** How long clients and the server cache what every visitor reads; a write shows at the latest after this time. */
export const CONTENT_CACHE_SECONDS = 60

/** All banners there may be, shown or not: staff put them in order by hand. */
export const BANNERS_MOST = 50
export const BANNER_MAX = { title: 30, subtitle: 40, address: 500 } as const
export const ARTICLE_MAX = {
  title: 60,
  summary: 120,
  author: 20,
  source: 30,
  blocks: 200,
  text: 3000,
  spans: 200,
} as const
/** What an editor sends as HTML, pictures not counted: they are addresses. */
export const HTML_MAX = 200_000
/** An article that was read so far, in percent, counts as read to its end: the foot bar covers the last lines. */
export const READ_WHOLE_PERCENT = 95

/** A picture of an article or a banner. */
export const PICTURE_RULE = {
  media: ['picture'],
  maxBytes: 20 * 1024 * 1024,
  most: 1,
  shortestSide: 100,
  longestSide: 1600,
} as const satisfies FileRule
/** How long a picture that nothing uses stays: a draft on a phone may name it. */
export const UNUSED_PICTURE_DAYS = 30

export const PICTURE_PATH = '/api/content/pictures/'

const OURS = new RegExp(`^(?:/media/(?!.*\\.\\.)[\\w/.-]+|${PICTURE_PATH}[0-9a-f]{24})$`)

/** Whether an address can be shown as a picture: our own, or one over https. */
export const isPictureAddress = (url: string): boolean => OURS.test(url) || isHttps(url)

/** An https address of another site; nothing that a browser could take for something else. */
export const isHttps = (url: string): boolean => /^https:\/\/[^\s"'<>\\`]+$/i.test(url)

/** A page of the mini program: its path and simple parameters. */
const PAGE = /^\/?(?:pages|features)\/[\w/-]+(?:\?[\w%=&.-]*)?$/

/** What is wrong with the target of a banner, as a sentence, or undefined. */
export function linkProblem(type: LinkType, url: string): string | undefined {
  if (type === 'none') return undefined
  if (type === 'miniprogram') return PAGE.test(url) ? undefined : '请选点了以后打开哪一页。'
  return isHttps(url) ? undefined : '网址要以 https:// 开头。'
}

/** What is wrong with the time in which a banner is shown, as a sentence, or undefined. */
export const periodProblem = (startsAt: number | null, endsAt: number | null): string | undefined =>
  startsAt !== null && endsAt !== null && endsAt <= startsAt ? '收起的时间要在挂出之后。' : undefined
