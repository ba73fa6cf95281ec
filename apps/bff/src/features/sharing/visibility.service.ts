import type { FieldError } from '@qingpin/contract/client'
import { CONSENT_FIELDS, CONSENT_LABELS, type ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import {
  findResume,
  isListed,
  lockResume,
  markResume,
  requireResume,
  type ResumeRow,
  updateResume,
} from '../resumes/index.ts'
import * as repo from './consents.repo.ts'

type Changes = Partial<Record<ConsentField, boolean>>
interface Word {
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

/** Keeps what was agreed to and who says so. What is said already is not said again; her own no stands against staff. */
function* keepConsents(t: Q, ctx: Ctx, row: ResumeRow, changes: Changes, { by, note }: Word): Op<void> {
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
    yield* repo.keepConsent(t, ctx, consent)
    yield* audit.record(t, ctx, {
      action: 'resume.consent',
      subjectId: row.id,
      changes: { [field]: [before?.agreed ?? null, agreed] },
    })
  }
}

export const mine = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const row = yield* findResume(t, ctx, { accountId: requirePerson(ctx).accountId })
    return { visibility: row ? yield* visibilityOf(t, ctx, row) : null }
  })

/** She hides herself or comes back, and says what is shown in full. From the same moment lists and links obey. */
export const setMine = (
  ctx: Ctx,
  { hidden, consents = {} }: { hidden?: boolean | undefined; consents?: Changes | undefined },
) =>
  ctx.db.tx(function* (t) {
    const own = yield* findResume(t, ctx, { accountId: requirePerson(ctx).accountId })
    const row = own && (yield* lockResume(t, ctx, { id: own.id }))
    if (!row) throw new AppError('NOT_FOUND')
    let hiddenAt = row.hiddenAt
    if (hidden !== undefined && hidden !== (row.hiddenAt !== null)) {
      hiddenAt = hidden ? ctx.now : null
      yield* markResume(t, ctx, row.id, { hiddenAt })
      yield* audit.record(t, ctx, { action: hidden ? 'resume.hide' : 'resume.show', subjectId: row.id })
    }
    yield* keepConsents(t, ctx, row, consents, { by: 'worker' })
    return yield* visibilityOf(t, ctx, { ...row, hiddenAt })
  })

export const read = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* visibilityOf(t, ctx, yield* requireResume(t, ctx, id))
  })

/** Staff lists a worker or takes her off the list; a draft that is listed has been looked at. */
function* list(t: Q, ctx: Ctx, row: ResumeRow, listed: boolean): Op<ResumeRow> {
  const isSo = row.status !== 'draft' && row.unlistedAt === null
  if (listed === isSo) return row
  yield* audit.record(t, ctx, { action: listed ? 'resume.list' : 'resume.unlist', subjectId: row.id })
  const unlistedAt = listed ? null : ctx.now
  if (listed && row.status === 'draft') return yield* updateResume(t, ctx, row, { status: 'pending', unlistedAt })
  yield* markResume(t, ctx, row.id, { unlistedAt })
  return { ...row, unlistedAt }
}

interface StaffWord {
  listed?: boolean | undefined
  consents?: Changes | undefined
  note?: string | undefined
}

/** A yes that staff passes on says how staff has it, or nobody could ask back. */
function missingNote({ consents = {}, note }: StaffWord): FieldError[] {
  const said = CONSENT_FIELDS.filter((field) => consents[field])
  const labels = said.map((field) => CONSENT_LABELS[field]).join('、')
  return said.length > 0 && !note
    ? [{ field: 'note', message: `请写下她怎么同意公开${labels}的，比如：当面同意。` }]
    : []
}

export async function set(ctx: Ctx, id: string, word: StaffWord) {
  const details = missingNote(word)
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
  return ctx.db.tx(function* (t) {
    const row = yield* lockResume(t, ctx, { id })
    if (!row) throw new AppError('NOT_FOUND')
    const now = word.listed === undefined ? row : yield* list(t, ctx, row, word.listed)
    yield* keepConsents(t, ctx, row, word.consents ?? {}, { by: 'staff', note: word.note })
    return yield* visibilityOf(t, ctx, now)
  })
}
