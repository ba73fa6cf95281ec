import type { Slot } from '@qingpin/contract/shortlists/shortlists.rules'
import type { Kit } from '../../db/kit.ts'

export const shortlistTables = (k: Kit) => ({
  shortlists: k.table(
    'shortlists',
    {
      id: k.text('id').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      recipient: k.text('recipient').notNull(),
      note: k.text('note'),
      tokenHash: k.text('token_hash').notNull(),
      /** For staff who may pass the link on. */
      tokenSealed: k.text('token_sealed').notNull(),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      revokedAt: k.ms('revoked_at'),
      /** When the customer would like an interview, as last said. */
      slots: k.json<Slot[]>('slots').notNull(),
      timesNote: k.text('times_note'),
      /** Ids of places on the list that the customer compares. */
      comparedIds: k.json<string[]>('compared_ids').notNull(),
      lastViewedAt: k.ms('last_viewed_at'),
      /** When the customer last did something, and up to when staff has looked at it. */
      lastReactionAt: k.ms('last_reaction_at'),
      seenAt: k.ms('seen_at'),
    },
    (t) => [
      k.unique('shortlists_token').on(t.tokenHash),
      k.index('shortlists_customer').on(t.customerId, t.createdAt),
      k.index('shortlists_reaction').on(t.lastReactionAt),
    ],
  ),
  shortlistWorkers: k.table(
    'shortlist_workers',
    {
      /** Also her id on the page of the customer, who learns no other. */
      id: k.text('id').primaryKey(),
      shortlistId: k.text('shortlist_id').notNull(),
      resumeId: k.text('resume_id').notNull(),
      position: k.int('position').notNull(),
      likedAt: k.ms('liked_at'),
      removedAt: k.ms('removed_at'),
      /** Row id of the interview that was made with her. */
      interviewId: k.text('interview_id'),
    },
    (t) => [
      k.unique('shortlist_workers_resume').on(t.shortlistId, t.resumeId),
      k.index('shortlist_workers_worker').on(t.resumeId),
    ],
  ),
  /** Devices that opened a list. */
  shortlistReaders: k.table(
    'shortlist_readers',
    {
      id: k.text('id').primaryKey(),
      shortlistId: k.text('shortlist_id').notNull(),
      tokenHash: k.text('token_hash').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('shortlist_readers_token').on(t.tokenHash), k.index('shortlist_readers_list').on(t.shortlistId)],
  ),
  shortlistComments: k.table(
    'shortlist_comments',
    {
      id: k.text('id').primaryKey(),
      shortlistId: k.text('shortlist_id').notNull(),
      /** Id of the place on the list. */
      workerId: k.text('worker_id').notNull(),
      /** Null where the customer wrote it. */
      createdBy: k.text('created_by'),
      text: k.text('text').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('shortlist_comments_list').on(t.shortlistId, t.createdAt)],
  ),
  /** What a customer did that was written down as a follow-up, so that it is once, however often it is done again. */
  shortlistReactions: k.table(
    'shortlist_reactions',
    {
      shortlistId: k.text('shortlist_id').notNull(),
      /** `like <worker>`, `slot <day> <half>`, `times <hash>`, `comment <id>`. */
      key: k.text('key').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.shortlistId, t.key] })],
  ),
})

type Tables = ReturnType<typeof shortlistTables>
export type ShortlistRow = Tables['shortlists']['$inferSelect']
export type ShortlistWorkerRow = Tables['shortlistWorkers']['$inferSelect']
export type ShortlistCommentRow = Tables['shortlistComments']['$inferSelect']
