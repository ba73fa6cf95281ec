import { sameText } from '@qingpin/contract/core/text'
import type { ClaimRecord } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { storeReply } from '../../http/once.ts'
import { moderateFields, persistUnjudged } from '../../moderation/index.ts'
import { requireAccount, useSmsCode } from '../auth/index.ts'
import { applyPlans, planMissingFiles } from '../attachments/index.ts'
import { changesOf } from './changes.rules.ts'
import { yieldDrafts, orDuplicate, requireUnique } from './duplicates.service.ts'
import { moderatedFields } from './moderated-fields.rules.ts'
import * as repo from './record.repo.ts'
import { toColumns } from './stored-fields.repo.ts'
import { DEFAULTS } from './record.rules.ts'
import type { ResumeColumns, ResumeRow } from './resumes.table.ts'

type Answers = Omit<z.output<typeof ClaimRecord>, 'name' | 'phone' | 'code'>

/** Columns that stand for one answer: they are filled together, and the reply names the field. */
const NUMBERS = {
  idNumber: ['idNumberHash', 'idNumberSealed', 'idNumberMasked', 'contestedIdNumberHash'],
  experienceYears: ['experienceKnown', 'experienceYears'],
  emergencyContactPhone: ['emergencyPhoneHash', 'emergencyPhoneSealed', 'emergencyPhoneMasked'],
} as const satisfies Record<string, readonly (keyof ResumeRow)[]>

/** Whether a value counts as missing: a default says nothing, except as the order status. */
const isEmpty = (key: keyof ResumeRow, value: unknown): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (key in DEFAULTS && key !== 'orderStatus' && value === DEFAULTS[key as keyof typeof DEFAULTS])

/** Compares answers with the record: the columns that were empty, and the fields that differ. */
function compare(ctx: Ctx, row: ResumeRow, answers: Answers) {
  const answered = toColumns(ctx.cipher, answers)
  const fill: ResumeColumns = {}
  const [filled, differing]: [string[], string[]] = [[], []]
  const groups = [
    ...Object.entries(NUMBERS),
    ...(Object.keys(answered) as (keyof ResumeRow)[])
      .filter((key) => !Object.values(NUMBERS).some((columns) => (columns as readonly string[]).includes(key)))
      .map((key) => [key, [key]] as const),
  ]
  for (const [field, [first, ...others]] of groups) {
    const [known, answer] = [row[first], answered[first]]
    if (answer === undefined || isEmpty(first, answer)) continue
    if (isEmpty(first, known)) {
      for (const key of [first, ...others]) Object.assign(fill, { [key]: answered[key] })
      filled.push(field)
    } else if (
      field === 'experienceYears'
        ? row.experienceYears !== answered.experienceYears
        : JSON.stringify(known) !== JSON.stringify(answer)
    )
      differing.push(field)
  }
  return { fill, filled, differing }
}

/**
 * The locked record of a phone that belongs to no account yet, and whose name the caller knows; 'freed' where a stranger
 * had typed the caller's number into a draft, which has given way.
 */
function* lockUnclaimed(t: Q, ctx: Ctx, accountId: string, phoneHash: string, name: string): Op<ResumeRow | 'freed'> {
  yield* requireUnique(t, ctx, { accountId })
  if (yield* yieldDrafts(t, ctx, { phoneHash }, name)) return 'freed'
  const row = yield* repo.lockResume(t, ctx, { phoneHash })
  if (!row || row.accountId !== null) throw new AppError('NOT_FOUND')
  // A phone number gets a new owner after some months; the name is what the new owner does not know.
  if (!sameText(row.name, name)) throw new AppError('CLAIM_NAME_MISMATCH')
  return row
}

/**
 * The record that the agency has of a proved phone becomes the caller's own. What staff wrote stays; answers fill what is
 * empty. The phone is proved by a code, or was proved by the account before.
 */
export async function claimRecord(ctx: Ctx, { name, phone, code, ...answers }: z.output<typeof ClaimRecord>) {
  const { accountId, role } = requirePerson(ctx)
  if (role !== 'personal') throw new AppError('FORBIDDEN')
  // Before moderation, which is paid for and has few slots: what is refused anyway is not moderated.
  await ctx.db.tx((t) => requireUnique(t, ctx, { accountId }))
  const unjudged = await moderateFields(ctx, 'profile', moderatedFields(answers))

  function* claim(t: Q, phoneHash: string) {
    const row = yield* lockUnclaimed(t, ctx, accountId, phoneHash, name)
    if (row === 'freed') return row
    const { idNumberHash } = toColumns(ctx.cipher, { idNumber: answers.idNumber })
    if (idNumberHash) yield* yieldDrafts(t, ctx, { idNumberHash }, name)
    const { fill, filled, differing } = compare(ctx, row, answers)
    yield* requireUnique(t, ctx, fill, row.id)
    const files = yield* planMissingFiles(t, ctx, row.id, answers)
    const changes = changesOf(row, fill, files)
    const own = yield* repo.updateResume(t, ctx, row, {
      ...fill,
      accountId,
      ...(yield* applyPlans(t, ctx, row, files)),
    })
    yield* audit.record(t, ctx, { action: 'resume.claim-record', subjectId: row.id, changes })
    // An answer that the record does not take stands nowhere, so there is nothing to review.
    const taken = unjudged.filter(({ field }) => filled.some((name) => field === name || field.startsWith(`${name}.`)))
    yield* persistUnjudged(t, ctx, { subject: 'resume', subjectId: row.id }, taken)
    const { id, status } = own
    const reply = { id, name: own.name, status, filled: [...filled, ...files.map(({ kind }) => kind)], differing }
    yield* storeReply(t, ctx, () => reply)
    return reply
  }

  const hash = phone === undefined ? null : ctx.cipher.hash('phone', phone)
  const unique = { accountId, ...toColumns(ctx.cipher, { idNumber: answers.idNumber }) }
  const claimed = await orDuplicate(ctx, unique, '', () =>
    phone !== undefined && code !== undefined
      ? useSmsCode(ctx, { phone, code }, (t) => claim(t, ctx.cipher.hash('phone', phone)))
      : ctx.db.tx(function* (t) {
          const { phoneHash: proved } = yield* requireAccount(t, ctx, accountId)
          if (proved === null || (hash ?? proved) !== proved) throw new AppError('PHONE_PROOF_REQUIRED')
          return yield* claim(t, proved)
        }),
  )
  // What gave way must stay so, so the error is raised outside the transaction.
  if (claimed === 'freed') throw new AppError('NUMBER_FREED')
  return claimed
}
