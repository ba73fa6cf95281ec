import { choices, type ValueOf } from '../core/choices.ts'

/** What a moderated text belongs to. */
export const MODERATED_SUBJECTS = [
  'account',
  'resume',
  'participant',
  'shortlist-comment',
  'shortlist-times',
  'article',
  'banner',
] as const
export type ModeratedSubject = (typeof MODERATED_SUBJECTS)[number]

/** What a checked picture belongs to: a worker's resume, or an article or a banner. */
export const PICTURE_SUBJECTS = ['resume', 'content'] as const
export type PictureSubject = (typeof PICTURE_SUBJECTS)[number]

/** Why a person has to look. */
export const REVIEW_CAUSES = choices([
  { value: 'doubtful', label: '微信拿不准' },
  { value: 'together', label: '几句话放在一起，微信觉得不妥' },
  { value: 'unknown-author', label: '微信不认识写的人，没有审核' },
  { value: 'no-verdict', label: '等了很久，微信没有给结果' },
  { value: 'not-fetched', label: '微信没有取到这张图片' },
])
export type ReviewCause = ValueOf<typeof REVIEW_CAUSES>

/** What the vendor sees in it. */
export const CONTENT_LABELS = choices([
  { value: 'ad', label: '像广告' },
  { value: 'politics', label: '涉及时政' },
  { value: 'porn', label: '像色情内容' },
  { value: 'abuse', label: '像骂人的话' },
  { value: 'crime', label: '像违法的事' },
  { value: 'fraud', label: '像欺诈' },
  { value: 'vulgar', label: '低俗' },
  { value: 'copyright', label: '像别人的作品' },
  { value: 'other', label: '不合适公开' },
])
export type ContentLabel = ValueOf<typeof CONTENT_LABELS>

/** Why something was taken down; each with what its author reads. */
export const REFUSAL_REASONS = choices([
  { value: 'contact', label: '有联系方式或广告' },
  { value: 'not-herself', label: '照片不是本人' },
  { value: 'unclear', label: '看不清' },
  { value: 'unfit', label: '内容不合适公开' },
  { value: 'untrue', label: '和事实不符' },
  { value: 'other', label: '别的' },
])
export type RefusalReason = ValueOf<typeof REFUSAL_REASONS>

type Kind = 'text' | 'picture'

/** The reasons that fit a text or a picture, in their order. */
const ONLY: Partial<Record<RefusalReason, Kind>> = { 'not-herself': 'picture', unclear: 'picture', untrue: 'text' }
export const refusalsFor = (kind: Kind): (typeof REFUSAL_REASONS)[number][] =>
  REFUSAL_REASONS.filter(({ value }) => ONLY[value] === undefined || ONLY[value] === kind)

const SENTENCES: Record<Exclude<RefusalReason, 'other'>, string> = {
  contact: '里面有联系方式或者广告。去掉以后再发一次。',
  'not-herself': '照片要是您本人的。请换一张自己的。',
  unclear: '照片看不清。请在亮一点的地方重拍一张。',
  unfit: '里面有不合适公开的内容。换一个就好。',
  untrue: '写的和我们了解的不一样。请照实改一改。',
}
/** What the author reads, with the reviewer’s own words where none of the reasons fits. */
export const refusalSentence = (reason: RefusalReason, note: string | null): string =>
  reason === 'other' ? (note ?? SENTENCES.unfit) : SENTENCES[reason]
