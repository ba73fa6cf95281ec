import type {
  ContentLabel,
  ModeratedSubject,
  PictureSubject,
  RefusalReason,
  ReviewCause,
} from '@qingpin/contract/reviews/reviews.enums'
import type { Kit } from '../db/kit.ts'

/** What is known of a text or a picture that waits for a person, and what the person decided. */
const review = (k: Kit) => ({
  authorId: k.text('author_id'),
  cause: k.text('cause').$type<ReviewCause>(),
  label: k.text('label').$type<ContentLabel>(),
  reason: k.text('reason').$type<RefusalReason>(),
  note: k.text('note'),
  decidedBy: k.text('decided_by'),
  decidedAt: k.ms('decided_at'),
  createdAt: k.ms('created_at').notNull(),
})
/** `waiting` for a verdict, for `review` by a person, `refused` and replaced or hidden, or `passed` by a person. */
type State = 'waiting' | 'review' | 'refused' | 'passed'
/** `refusing`: a person refused a text, and it is about to be replaced. */
type TextState = State | 'refusing'

export const moderationTables = (k: Kit) => ({
  /** Texts without a good verdict of WeChat. One that WeChat lets pass later is removed; one that a person let pass stays. */
  moderatedFields: k.table(
    'moderated_fields',
    {
      id: k.text('id').primaryKey(),
      subject: k.text('subject').$type<ModeratedSubject>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      field: k.text('field').notNull(),
      /** Empty once a person let it pass. */
      textSealed: k.text('text_sealed').notNull(),
      scene: k.text('scene').$type<'profile' | 'comment' | 'forum' | 'social'>().notNull(),
      state: k.text('state').$type<TextState>().notNull(),
      ...review(k),
    },
    (t) => [
      k.index('moderated_fields_subject').on(t.subject, t.subjectId),
      k.index('moderated_fields_created').on(t.createdAt),
    ],
  ),
  /** Pictures without a good verdict, by their stored file: the same content is judged once. They stay as texts do. */
  checkedPictures: k.table(
    'checked_pictures',
    {
      id: k.text('id').primaryKey(),
      fileId: k.text('file_id').notNull(),
      subject: k.text('subject').$type<PictureSubject>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      /** The id under which WeChat was asked, by which its later verdict names it. */
      traceId: k.text('trace_id'),
      state: k.text('state').$type<State>().notNull(),
      ...review(k),
    },
    (t) => [
      k.unique('checked_pictures_file').on(t.fileId),
      k.index('checked_pictures_trace').on(t.traceId),
      k.index('checked_pictures_subject').on(t.subject, t.subjectId),
      k.index('checked_pictures_state').on(t.state, t.createdAt),
    ],
  ),
  /** Verdicts about pictures that we did not know yet when they came. */
  pictureVerdicts: k.table(
    'picture_verdicts',
    {
      traceId: k.text('trace_id').primaryKey(),
      verdict: k.text('verdict').$type<'pass' | 'review' | 'risky' | 'unjudged'>().notNull(),
      label: k.text('label').$type<ContentLabel>(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('picture_verdicts_created').on(t.createdAt)],
  ),
})
