import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import type { Kit } from '../../db/kit.ts'

export const sharingTables = (k: Kit) => ({
  resumeShares: k.table(
    'resume_shares',
    {
      id: k.text('id').primaryKey(),
      resumeId: k.text('resume_id').notNull(),
      tokenHash: k.text('token_hash').notNull(),
      /** For readers who may pass the link on. */
      tokenSealed: k.text('token_sealed').notNull(),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      revokedAt: k.ms('revoked_at'),
      views: k.int('views').notNull(),
      lastViewedAt: k.ms('last_viewed_at'),
    },
    (t) => [
      k.unique('resume_shares_token').on(t.tokenHash),
      k.index('resume_shares_resume').on(t.resumeId, t.id),
      k.index('resume_shares_creator').on(t.createdBy, t.id),
    ],
  ),
  /** Visitors by day, so that none counts twice. */
  resumeShareViews: k.table(
    'resume_share_views',
    {
      shareId: k.text('share_id').notNull(),
      /** Midnight in Beijing. */
      day: k.ms('day').notNull(),
      visitorHash: k.text('visitor_hash').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.shareId, t.day, t.visitorHash] })],
  ),
  /** The last decision on each field that may be shown in full, and its source. */
  resumeConsents: k.table(
    'resume_consents',
    {
      resumeId: k.text('resume_id').notNull(),
      field: k.text('field').$type<ConsentField>().notNull(),
      agreed: k.bool('agreed').notNull(),
      by: k.text('by').$type<'worker' | 'staff'>().notNull(),
      createdBy: k.text('created_by').notNull(),
      note: k.text('note'),
      at: k.ms('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.resumeId, t.field] })],
  ),
})

export type ShareRow = ReturnType<typeof sharingTables>['resumeShares']['$inferSelect']
export type ConsentRow = ReturnType<typeof sharingTables>['resumeConsents']['$inferSelect']
