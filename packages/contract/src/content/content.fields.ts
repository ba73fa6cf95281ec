import { z } from 'zod'
import { choice, optional, Url, written } from '../core/fields.ts'
import { ARTICLE_STATES, AUDIENCES, BANNER_STATES, BLOCK_KINDS, LINK_TYPES } from './content.enums.ts'
import { ARTICLE_MAX, BANNER_MAX, HTML_MAX, isHttps, isPictureAddress } from './content.rules.ts'

const codesOf = <const T extends readonly { readonly value: string }[]>(list: T) =>
  list.map(({ value }) => value) as { [K in keyof T]: T[K]['value'] }

export const Banner = z.object({
  _id: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  imageUrl: z.string(),
  linkUrl: z.string().describe('miniprogram: a page of the app; h5 and external: an https address'),
  linkType: z.enum(codesOf(LINK_TYPES)),
  order: z.number().int(),
  endsAt: z.iso.datetime().nullable().describe('from then on it is not shown any more'),
})

/** A banner as staff manage it. */
export const ManagedBanner = Banner.extend({
  audience: z.array(z.enum(AUDIENCES)).describe('who sees it; empty: everybody'),
  status: z.enum(codesOf(BANNER_STATES)),
  startsAt: z.iso.datetime().nullable(),
  shown: z.boolean().describe('now, to its audience'),
  views: z.number().int(),
  clicks: z.number().int(),
  version: z.number().int(),
  updatedBy: z.string().nullable().describe('name'),
  updatedAt: z.iso.datetime(),
})

const PictureAddress = z.string().max(1000).refine(isPictureAddress, '图片要先传上来。')
const Title = (max: number) => written(max).refine((text) => text !== '', '请填标题。')

export const BannerInput = z.object({
  title: Title(BANNER_MAX.title),
  subtitle: written(BANNER_MAX.subtitle).default(''),
  imageUrl: PictureAddress,
  linkType: choice(LINK_TYPES),
  linkUrl: written(BANNER_MAX.address).default('').describe('miniprogram: a page of the app; h5 and external: https'),
  audience: z.array(z.enum(AUDIENCES)).max(AUDIENCES.length).default([]),
  status: choice(BANNER_STATES),
  startsAt: z.iso.datetime({ offset: true }).nullable().default(null),
  endsAt: z.iso.datetime({ offset: true }).nullable().default(null),
})

export const ArticleCard = z.object({
  _id: z.string(),
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  author: z.string(),
  source: z.string(),
  coverUrl: z.string(),
  imageUrls: z.array(z.string()),
  status: z.literal('published'),
  publishedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

const Span = z.object({ text: z.string(), strong: z.boolean().optional(), href: z.string().optional() })
/** A part of an article, drawn without interpreting HTML. */
const Block = z.object({
  kind: z.enum(codesOf(BLOCK_KINDS)),
  spans: z.array(Span),
  url: z.string().optional().describe('of an image; its spans are the caption'),
})

export type Block = z.output<typeof Block>
export type Span = z.output<typeof Span>

export const Article = ArticleCard.extend({
  contentHtml: z.string().describe('cleaned by an allow-list when it was written'),
  contentRaw: z.string().describe('the text alone'),
  blocks: z.array(Block).describe('the same content in parts, for clients that draw it themselves'),
})

/** An article as staff manage it, in lists. */
export const ManagedArticleCard = ArticleCard.extend({
  status: z.enum(codesOf(ARTICLE_STATES)),
  publishedAt: z.iso.datetime().nullable(),
  views: z.number().int(),
  finished: z.number().int().describe('how often it was read to its end'),
  version: z.number().int(),
  updatedBy: z.string().nullable().describe('name'),
})
export const ManagedArticle = ManagedArticleCard.extend({ blocks: z.array(Block) })

const SpanInput = z.object({
  text: z.string().max(ARTICLE_MAX.text),
  strong: z.boolean().optional(),
  href: Url.refine(isHttps, '网址要以 https:// 开头。').optional(),
})
const BlockInput = z.object({
  kind: z.enum(codesOf(BLOCK_KINDS)),
  spans: z.array(SpanInput).max(ARTICLE_MAX.spans),
  url: PictureAddress.optional(),
})

export const ArticleInput = z.object({
  title: Title(ARTICLE_MAX.title),
  summary: written(ARTICLE_MAX.summary).default('').describe('left empty, it is the beginning of the text'),
  author: written(ARTICLE_MAX.author).default(''),
  source: written(ARTICLE_MAX.source).default(''),
  coverUrl: optional(PictureAddress),
  status: choice(ARTICLE_STATES),
  blocks: z.array(BlockInput).max(ARTICLE_MAX.blocks).optional().describe('the content in parts, as our editor has it'),
  html: z.string().max(HTML_MAX).optional().describe('the content of another editor, instead of blocks; it is cleaned'),
})
