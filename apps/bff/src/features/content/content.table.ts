import type { ArticleState, Audience, BannerState, LinkType } from '@qingpin/contract/content/content.enums'
import type { Block } from '@qingpin/contract/content/content.fields'
import type { Kit } from '../../db/kit.ts'

export const contentTables = (k: Kit) => ({
  banners: k.table(
    'banners',
    {
      id: k.text('id').primaryKey(),
      title: k.text('title').notNull(),
      subtitle: k.text('subtitle').notNull(),
      imageUrl: k.text('image_url').notNull(),
      linkType: k.text('link_type').$type<LinkType>().notNull(),
      linkUrl: k.text('link_url').notNull(),
      position: k.int('position').notNull(),
      status: k.text('status').$type<BannerState>().notNull(),
      /** Null: since ever, and without end. */
      startsAt: k.ms('starts_at'),
      endsAt: k.ms('ends_at'),
      views: k.int('views').notNull(),
      clicks: k.int('clicks').notNull(),
      /** Who sees it; empty: everybody. */
      audience: k.json<Audience[]>('audience').notNull().default([]),
      version: k.int('version').notNull().default(1),
      createdBy: k.text('created_by'),
      updatedBy: k.text('updated_by'),
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
      status: k.text('status').$type<ArticleState>().notNull(),
      publishedAt: k.ms('published_at'),
      /** Estimates, as those of banners. */
      views: k.int('views').notNull().default(0),
      finished: k.int('finished').notNull().default(0),
      version: k.int('version').notNull().default(1),
      createdBy: k.text('created_by'),
      updatedBy: k.text('updated_by'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [
      k.index('articles_published').on(t.status, t.publishedAt, t.id),
      k.index('articles_changed').on(t.updatedAt, t.id),
    ],
  ),
  /** Pictures of articles and banners. Everybody may see them, and their content never changes. */
  contentPictures: k.table(
    'content_pictures',
    {
      id: k.text('id').primaryKey(),
      fileId: k.text('file_id').notNull(),
      /** The article or banner that names it; null while only a draft that was not saved names it. */
      shownIn: k.text('shown_in'),
      createdBy: k.text('created_by'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('content_pictures_shown_in').on(t.shownIn, t.createdAt),
      k.index('content_pictures_file').on(t.fileId),
    ],
  ),
})
