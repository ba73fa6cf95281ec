import type { FieldError } from '@qingpin/contract/client'
import { CONSENT_FIELDS, CONSENT_LABELS, type ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { findOwnResume, isListed, requireResume, type ResumeRow, setListing } from '../resumes/index.ts'
import * as repo from './consents.repo.ts'

type Changes = Partial<Record<ConsentField, boolean>>
interface ConsentSource {
  by: 'worker' | 'staff'
  note?: string | undefined
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

function* visibilityOf(t: Q, ctx: Ctx, row: ResumeRow) {
  const known = yield* repo.consentsOf(t, ctx, row.id)
  return {
    listed: isListed(row),
    draft: row.status === 'draft',
    hiddenAt: isoOrNull(row.hiddenAt),
    unlistedAt: isoOrNull(row.unlistedAt),
    consents: CONSENT_FIELDS.map((field) => {
      const consent = known.find((one) => one.field === field)
      return {
        field,
        agreed: consent?.agreed ?? false,
        by: consent?.by ?? null,
        byName: consent?.byName ?? null,
        note: consent?.note ?? null,
        at: isoOrNull(consent?.at ?? null),
      }
    }),
  }
}

/** Stores changed consents and their source. A no of the worker stands against a yes of staff. */
function* storeConsents(t: Q, ctx: Ctx, row: ResumeRow, changes: Changes, { by, note }: ConsentSource): Op<void> {
  const known = yield* repo.consentsOf(t, ctx, row.id)
  for (const field of CONSENT_FIELDS) {
    const agreed = changes[field]
    const before = known.find((one) => one.field === field)
    if (agreed === undefined || (before?.agreed === agreed && before.by === by)) continue
    if (by === 'staff' && before?.by === 'worker') {
      if (before.agreed === agreed) continue
      // Staff may show less than she agreed to, and never more.
      if (agreed) throw new AppError('CONSENT_WITHDRAWN', { details: [{ field: `consents.${field}` }] })
    }
    const createdBy = requirePerson(ctx).accountId
    const consent = { resumeId: row.id, field, agreed, by, createdBy, note: note || null, at: ctx.now }
    yield* repo.upsertConsent(t, ctx, consent)
    yield* audit.record(t, ctx, {
      action: 'resume.consent',
      subjectId: row.id,
      changes: { [field]: [before?.agreed ?? null, agreed] },
    })
  }
}

export const readMyVisibility = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const row = yield* findOwnResume(t, ctx)
    return { visibility: row ? yield* visibilityOf(t, ctx, row) : null }
  })

/** The worker hides herself or comes back, and decides what is shown in full. Lists and links obey at once. */
export const setMyVisibility = (
  ctx: Ctx,
  { hidden, consents = {} }: { hidden?: boolean | undefined; consents?: Changes | undefined },
) =>
  ctx.db.tx(function* (t) {
    const own = yield* findOwnResume(t, ctx, { lock: true })
    if (!own) throw new AppError('NOT_FOUND')
    const row = yield* setListing(t, ctx, own, { hidden })
    yield* storeConsents(t, ctx, row, consents, { by: 'worker' })
    return yield* visibilityOf(t, ctx, row)
  })

export const readVisibility = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* visibilityOf(t, ctx, yield* requireResume(t, ctx, id))
  })

interface StaffDecision {
  listed?: boolean | undefined
  consents?: Changes | undefined
  note?: string | undefined
}

/** A yes that staff passes on needs a note how it was given. */
function missingNote({ consents = {}, note }: StaffDecision): FieldError[] {
  const agreed = CONSENT_FIELDS.filter((field) => consents[field])
  const labels = agreed.map((field) => CONSENT_LABELS[field]).join('、')
  return agreed.length > 0 && !note
    ? [{ field: 'note', message: `请写下她怎么同意公开${labels}的，比如：当面同意。` }]
    : []
}

export async function setVisibility(ctx: Ctx, id: string, decision: StaffDecision) {
  const details = missingNote(decision)
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
  return ctx.db.tx(function* (t) {
    const found = yield* requireResume(t, ctx, id, { lock: true })
    const row = yield* setListing(t, ctx, found, { listed: decision.listed })
    yield* storeConsents(t, ctx, row, decision.consents ?? {}, { by: 'staff', note: decision.note })
    return yield* visibilityOf(t, ctx, row)
  })
}
