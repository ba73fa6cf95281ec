import { choices, type ValueOf } from '../core/choices.ts'
import { ROLE_LABELS, ROLES } from '../core/policy.ts'

/** What a tap on a banner opens. */
export const LINK_TYPES = choices([
  { value: 'none', label: '什么都不打开' },
  { value: 'miniprogram', label: '小程序里的一页' },
  { value: 'h5', label: '我们的网页' },
  { value: 'external', label: '别家的网页' },
])
export type LinkType = ValueOf<typeof LINK_TYPES>

/** Who sees a banner; with none chosen, everybody. */
export const AUDIENCES = ['guest', ...ROLES] as const
export type Audience = (typeof AUDIENCES)[number]
export const AUDIENCE_LABELS: Readonly<Record<Audience, string>> = { guest: '没登录的人', ...ROLE_LABELS }

export const BANNER_STATES = choices([
  { value: 'active', label: '挂着' },
  { value: 'inactive', label: '收起' },
])
export type BannerState = ValueOf<typeof BANNER_STATES>

export const ARTICLE_STATES = choices([
  { value: 'draft', label: '草稿' },
  { value: 'published', label: '已发布' },
])
export type ArticleState = ValueOf<typeof ARTICLE_STATES>

export const BLOCK_KINDS = choices([
  { value: 'text', label: '正文' },
  { value: 'heading', label: '小标题' },
  { value: 'item', label: '列表' },
  { value: 'quote', label: '引用' },
  { value: 'image', label: '图片' },
])
export type BlockKind = ValueOf<typeof BLOCK_KINDS>
