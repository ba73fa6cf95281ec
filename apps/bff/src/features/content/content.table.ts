import type { Block, LINK_TYPES } from '@qingpin/contract/content/content.fields'
import type { Kit } from '../../db/kit.ts'

export const contentTables = (k: Kit) => ({
  banners: k.table(
    'banners',
    {
      id: k.text('id').primaryKey(),
      title: k.text('title').notNull(),
      subtitle: k.text('subtitle').notNull(),
      imageUrl: k.text('image_url').notNull(),
      linkType: k.text('link_type').$type<(typeof LINK_TYPES)[number]>().notNull(),
      linkUrl: k.text('link_url').notNull(),
      position: k.int('position').notNull(),
      status: k.text('status').$type<'active' | 'inactive'>().notNull(),
      /** Null: since ever, and without end. */
      startsAt: k.ms('starts_at'),
      endsAt: k.ms('ends_at'),
      views: k.int('views').notNull(),
      clicks: k.int('clicks').notNull(),
      createdBy: k.text('created_by'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [k.index('banners_shown').on(t.status, t.position)],
  ),
  articles: k.table(
    'articles',
    {
      id: k.text('id').primaryKey(),
      title: k.text('title').notNull(),
      summary: k.text('summary').notNull(),
      author: k.text('author').notNull(),
      source: k.text('source').notNull(),
      coverUrl: k.text('cover_url').notNull(),
      /** Cleaned when written; the two below are derived from it. */
      html: k.text('html').notNull(),
      blocks: k.json<Block[]>('blocks').notNull(),
      plainText: k.text('plain_text').notNull(),
      status: k.text('status').$type<'draft' | 'published'>().notNull(),
      publishedAt: k.ms('published_at'),
      createdBy: k.text('created_by'),
      updatedBy: k.text('updated_by'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [k.index('articles_published').on(t.status, t.publishedAt, t.id)],
  ),
})
