import { FILE_TYPES } from '@qingpin/contract/attachments/attachments.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { CONTENT_LABELS, REVIEW_CAUSES } from '@qingpin/contract/reviews/reviews.enums'
import { formatTime } from '@/ui/format-time'
import type { Waiting } from './decide'

const FIELDS: Readonly<Record<string, string>> = {
  name: '称呼',
  userName: '面试里的称呼',
  message: '面试里说的话',
  selfIntroduction: '自我介绍',
  certificatesText: '证书说明',
  familySituation: '家庭情况',
  workExperiences: '工作经历',
  comment: '名单上的留言',
  times: '名单上提的时间',
  title: '文章标题',
  summary: '文章摘要',
  blocks: '文章正文',
  content: '文章或轮播图的图片',
}

const BANNER_FIELDS: Readonly<Record<string, string>> = { title: '轮播图标题', subtitle: '轮播图小字' }
/** The agency's own: no person stands behind it. */
const OWN: readonly string[] = ['content', 'article', 'banner']

/** What it is: 自我介绍, 个人照片. */
const whatOf = ({ kind, field, subject }: Waiting): string =>
  (subject === 'banner' ? BANNER_FIELDS : FIELDS)[field] ?? (kind === 'picture' ? labelOf(FILE_TYPES, field) : '文字')

/** Whose, and what: 王桂兰的个人照片. */
export function titleOf(one: Waiting): string {
  const whose = one.about ?? one.author
  const what = whatOf(one)
  if (whose === null) return what
  return OWN.includes(one.subject) ? `${whose}，${what}` : `${whose}的${what}`
}

/** Who sent it, and when: 王桂兰 11月20日 9:30发的. */
export const sinceOf = ({ author, since }: Waiting, now: number): string =>
  `${author ?? '没有登录的人'} ${formatTime(Date.parse(since), now)}发的`

/** Why a person has to look: 微信拿不准：像广告. */
export const causeOf = ({ cause, label }: Waiting): string => {
  const why = labelOf(REVIEW_CAUSES, cause)
  return label === null ? why : `${why}：${labelOf(CONTENT_LABELS, label)}`
}
