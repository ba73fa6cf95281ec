import { z } from 'zod'

export const LINK_TYPES = ['none', 'miniprogram', 'h5', 'external'] as const

export const Banner = z.object({
  _id: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  imageUrl: z.string(),
  linkUrl: z.string().describe('miniprogram: a page of the app; h5 and external: an https address'),
  linkType: z.enum(LINK_TYPES),
  order: z.number().int(),
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
  kind: z.enum(['heading', 'text', 'item', 'quote', 'image']),
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
