import type { Kit } from '../db/kit.ts'

/** Texts that were shown before anybody judged them, or that somebody should look at. What passes is not kept. */
export const textCheckTables = (k: Kit) => ({
  textChecks: k.table(
    'text_checks',
    {
      id: k.text('id').primaryKey(),
      subject: k.text('subject').$type<'account' | 'resume' | 'participant'>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      field: k.text('field').notNull(),
      textSealed: k.text('text_sealed').notNull(),
      scene: k.text('scene').$type<'profile' | 'comment' | 'forum' | 'social'>().notNull(),
      authorId: k.text('author_id'),
      /** `waiting` for a verdict, to be `review`ed by a person, or `refused` and taken down. */
      state: k.text('state').$type<'waiting' | 'review' | 'refused'>().notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('text_checks_subject').on(t.subject, t.subjectId), k.index('text_checks_created').on(t.createdAt)],
  ),
})
