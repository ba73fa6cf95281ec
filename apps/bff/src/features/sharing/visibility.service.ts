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
    unlistedFor: row.unlistedAt === null ? null : (row.unlistedFor ?? 'staff'),
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

/** Her decisions by field; a field of which nothing is recorded is missing. */
type Known = Partial<Record<ConsentField, Pick<repo.NamedConsent, 'agreed' | 'by'>>>
const byField = (consents: readonly repo.NamedConsent[]): Known =>
  Object.fromEntries(consents.map(({ field, agreed, by }) => [field, { agreed, by }]))

/** Stores changed consents and their source. A no of the worker stands against a yes of staff. */
function* storeConsents(t: Q, ctx: Ctx, row: ResumeRow, changes: Changes, { by, note }: ConsentSource): Op<void> {
  const known = byField(yield* repo.consentsOf(t, ctx, row.id))
  for (const field of CONSENT_FIELDS) {
    const agreed = changes[field]
    const before = known[field]
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

interface Decision {
  hidden?: boolean | undefined
  listed?: boolean | undefined
  reviewed?: true | undefined
}

/** Stores consents, and lists the resume or takes it off the list as they and the decision say. */
function* decide(t: Q, ctx: Ctx, row: ResumeRow, decision: Decision, changes: Changes, source: ConsentSource) {
  yield* storeConsents(t, ctx, row, changes, source)
  const known = byField(yield* repo.consentsOf(t, ctx, row.id))
  const shows = { name: known.name?.agreed ?? false, phone: known.phone?.agreed ?? false }
  const after = yield* setListing(t, ctx, row, { ...decision, agreed: known.listed?.agreed, shows })
  return yield* visibilityOf(t, ctx, after)
}

export const readMyVisibility = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const row = yield* findOwnResume(t, ctx)
    return { visibility: row ? yield* visibilityOf(t, ctx, row) : null }
  })

/**
 * The worker hides herself or comes back, and decides what is shown in full. Lists and links obey at once. Coming back is
 * her consent to be listed, hiding is her no.
 */
export const setMyVisibility = (
  ctx: Ctx,
  { hidden, consents = {} }: { hidden?: boolean | undefined; consents?: Changes | undefined },
) =>
  ctx.db.tx(function* (t) {
    const own = yield* findOwnResume(t, ctx, { lock: true })
    if (!own) throw new AppError('NOT_FOUND')
    const wish = hidden ?? (consents.listed === undefined ? undefined : !consents.listed)
    const changes = wish === undefined ? consents : { ...consents, listed: !wish }
    return yield* decide(t, ctx, own, { hidden: wish }, changes, { by: 'worker' })
  })

export const readVisibility = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* visibilityOf(t, ctx, yield* requireResume(t, ctx, id))
  })

interface StaffDecision {
  listed?: boolean | undefined
  reviewed?: true | undefined
  consents?: Changes | undefined
  note?: string | undefined
}

/** `上架、公开全名和手机号`. */
function nameConsents(fields: readonly ConsentField[]): string {
  const shown = fields.filter((field) => field !== 'listed').map((field) => CONSENT_LABELS[field])
  return [
    ...(fields.includes('listed') ? ['上架'] : []),
    ...(shown.length > 0 ? [`公开${shown.join('、')}`] : []),
  ].join('、')
}

/** A yes that staff records needs a note how it was given. */
function missingNote(changes: Changes, note: string | undefined): FieldError[] {
  const agreed = CONSENT_FIELDS.filter((field) => changes[field])
  return agreed.length > 0 && !note
    ? [{ field: 'note', message: `请写下她怎么同意${nameConsents(agreed)}的，比如：当面同意。` }]
    : []
}

/** Listing asks for her consent, unless it is recorded, or she hides herself and decides when she comes back. */
function* consentsFor(t: Q, ctx: Ctx, row: ResumeRow, { listed, consents = {} }: StaffDecision): Op<Changes> {
  if (!listed || consents.listed !== undefined || row.hiddenAt !== null) return consents
  const known = byField(yield* repo.consentsOf(t, ctx, row.id))
  return known.listed?.agreed ? consents : { ...consents, listed: true }
}

export const setVisibility = (ctx: Ctx, id: string, decision: StaffDecision) =>
  ctx.db.tx(function* (t) {
    const row = yield* requireResume(t, ctx, id, { lock: true })
    const changes = yield* consentsFor(t, ctx, row, decision)
    const details = missingNote(changes, decision.note)
    if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
    const { listed, reviewed, note } = decision
    return yield* decide(t, ctx, row, { listed, reviewed }, changes, { by: 'staff', note })
  })
