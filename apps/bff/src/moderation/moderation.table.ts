import type { ModeratedSubject } from '@qingpin/contract/home/home.rules'
import type { Kit } from '../db/kit.ts'

/** Texts that were shown without a verdict, or that a person should look at. A text that passes is removed. */
export const moderationTables = (k: Kit) => ({
  moderatedFields: k.table(
    'moderated_fields',
    {
      id: k.text('id').primaryKey(),
      subject: k.text('subject').$type<ModeratedSubject>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      field: k.text('field').notNull(),
      textSealed: k.text('text_sealed').notNull(),
      scene: k.text('scene').$type<'profile' | 'comment' | 'forum' | 'social'>().notNull(),
      authorId: k.text('author_id'),
      /** `waiting` for a verdict, for `review` by a person, or `refused` and replaced. */
      state: k.text('state').$type<'waiting' | 'review' | 'refused'>().notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('moderated_fields_subject').on(t.subject, t.subjectId),
      k.index('moderated_fields_created').on(t.createdAt),
    ],
  ),
})
