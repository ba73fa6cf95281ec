import { type CardField, type CardFront, cardValues } from '@qingpin/contract/resumes/card.rules'
import { CardInput, type TakeFromCard } from '@qingpin/contract/resumes/resumes.fields'
import { mayTakeFromCard } from '@qingpin/contract/resumes/resumes.policy'
import { sameText } from '@qingpin/contract/core/text'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { fieldErrors } from '../../http/field-messages.ts'
import { openReading } from '../ocr/index.ts'
import { writeUnique } from './duplicates.service.ts'
import { isTouched } from './own.service.ts'
import { change, ownView, requireOwnResume, warningsFor } from './record.service.ts'
import type { ResumeRow } from './resumes.table.ts'

/** The chosen fields of the card. Throws VALIDATION_ERROR for one that was not read, or read as no resume can hold it. */
function chosen(card: CardFront, fields: readonly CardField[], now: number): z.output<typeof CardInput> {
  const read = cardValues(card, now)
  const missing = fields.filter((field) => read[field] === undefined)
  const unread = missing.map((field) => ({ field, message: '这一项没读出来，请照着身份证告诉我们。' }))
  if (unread.length > 0) throw new AppError('VALIDATION_ERROR', { details: unread })
  const values = Object.fromEntries(fields.map((field) => [field, read[field]]))
  const input = CardInput.safeParse(values)
  if (!input.success) throw new AppError('VALIDATION_ERROR', { details: fieldErrors(input.error, values) })
  return input.data
}

const known = (row: ResumeRow, field: CardField) => (field === 'idNumber' ? row.idNumberMasked : row[field])

/** A draft is the worker's own statement. Of one that staff has touched, name or number must be that of the card. */
function requireHers({ cipher }: Ctx, row: ResumeRow, card: CardFront, touched: boolean): void {
  const sameNumber = card.idNumber !== null && row.idNumberHash === cipher.hash('idNumber', card.idNumber)
  const sameName = card.name !== null && sameText(row.name, card.name)
  if ((row.status !== 'draft' || touched) && !sameNumber && !sameName) throw new AppError('CARD_OF_ANOTHER')
}

/**
 * Writes fields of an id card into the caller's own resume: those that were confirmed, with the values that this server
 * read. What staff has reviewed stays.
 */
export async function takeFromCard(ctx: Ctx, { proof, fields, version }: z.output<typeof TakeFromCard>) {
  const card = openReading(ctx, proof)
  if (!card) throw new AppError('CARD_READING_OVER')
  const input = chosen(card, fields, ctx.now)
  return writeUnique(ctx, input, '', function* (t) {
    const row = yield* requireOwnResume(t, ctx, { lock: true })
    if (version !== row.version)
      throw new AppError('VERSION_CONFLICT', { details: { sentVersion: version, currentVersion: row.version } })
    const touched = yield* isTouched(t, ctx, row)
    requireHers(ctx, row, card, touched)
    const fixed = fields.filter((field) => !mayTakeFromCard(row, known(row, field), touched))
    if (fixed.length > 0) throw new AppError('CARD_FIELD_FIXED', { details: { fields: fixed } })
    const updated = yield* change(t, ctx, row, input, { action: 'resume.take-from-card' })
    return { resume: yield* ownView(t, ctx, updated), warnings: warningsFor(ctx, input.idNumber, updated) }
  })
}
