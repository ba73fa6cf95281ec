import type { TakeOver } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { keepReply } from '../../http/once.ts'
import { judgeTexts, keepUnsettled } from '../../moderation/index.ts'
import { requireAccount, useSmsCode } from '../auth/index.ts'
import { changesOf } from './changes.rules.ts'
import { DEFAULTS, type ResumeColumns, type ResumeRow, toColumns } from './resumes.columns.ts'
import { wantedIn } from '../attachments/attachments.view.ts'
import { applyPlans, listFiles, listGone } from '../attachments/attachments.repo.ts'
import { type KindPlan, mergeFiles } from '../attachments/merge.rules.ts'
import * as repo from './record.repo.ts'
import { orTaken, takenError } from './duplicates.service.ts'
import { publicTexts } from './moderated-fields.service.ts'

type Answers = Omit<z.output<typeof TakeOver>, 'name' | 'phone' | 'code'>

/** Columns that stand for one number: they are filled together, and the answer bears the name of the field. */
const NUMBERS = {
  idNumber: ['idNumberHash', 'idNumberSealed', 'idNumberMasked'],
  emergencyContactPhone: ['emergencyPhoneHash', 'emergencyPhoneSealed', 'emergencyPhoneMasked'],
} as const satisfies Record<string, readonly (keyof ResumeRow)[]>

/** What the agency knows already does not have to be said again: these keep what the file says, whatever it is. */
const isEmpty = (key: keyof ResumeRow, value: unknown): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (key in DEFAULTS && key !== 'orderStatus' && value === DEFAULTS[key as keyof typeof DEFAULTS])

/** Her answers against the file: the columns that were empty, and the fields that say something else. */
function compare(ctx: Ctx, row: ResumeRow, answers: Answers) {
  const said = toColumns(ctx.cipher, answers)
  const fill: ResumeColumns = {}
  const [filled, differing]: [string[], string[]] = [[], []]
  const groups = [
    ...Object.entries(NUMBERS),
    ...(Object.keys(said) as (keyof ResumeRow)[])
      .filter((key) => !Object.values(NUMBERS).some((columns) => (columns as readonly string[]).includes(key)))
      .map((key) => [key, [key]] as const),
  ]
  for (const [field, [first, ...others]] of groups) {
    const [known, answer] = [row[first], said[first]]
    if (answer === undefined || isEmpty(first, answer)) continue
    if (isEmpty(first, known)) {
      for (const key of [first, ...others]) Object.assign(fill, { [key]: said[key] })
      filled.push(field)
    } else if (JSON.stringify(known) !== JSON.stringify(answer)) differing.push(field)
  }
  return { fill, filled, differing }
}

/** Files of the kinds of which the agency has none. */
function* missingFiles(t: Q, ctx: Ctx, row: ResumeRow, answers: Answers): Op<KindPlan[]> {
  const rows = yield* listFiles(t, ctx, row.id)
  const there = new Set(rows.map(({ kind }) => kind))
  const wanted = new Map([...wantedIn(answers)].filter(([kind]) => !there.has(kind)))
  return mergeFiles({ rows, gone: yield* listGone(t, ctx, row.id), links: ctx.links }, wanted)
}

/** The locked file of a phone that nobody's account has yet, and whose name she knows. */
function* unclaimed(t: Q, ctx: Ctx, accountId: string, phoneHash: string, name: string): Op<ResumeRow> {
  const own = yield* repo.findTaken(t, ctx, { accountId })
  if (own) throw takenError(ctx, own)
  const row = yield* repo.lockResume(t, ctx, { phoneHash })
  if (!row || row.accountId !== null) throw new AppError('NOT_FOUND')
  // A number finds a new owner after some months; the name is what the next one does not know.
  if (row.name !== name) throw new AppError('TAKE_OVER_NAME')
  return row
}

/**
 * The file that the agency has of a proved phone becomes the caller's own. What staff wrote stays; answers fill what is
 * empty. The phone is proved by a code, or was proved by the account before.
 */
export async function takeOver(ctx: Ctx, { name, phone, code, ...answers }: z.output<typeof TakeOver>) {
  const { accountId, role } = requirePerson(ctx)
  if (role !== 'personal') throw new AppError('FORBIDDEN')
  // Who has a resume is refused anyway; the judge is paid for and has few places.
  await ctx.db.tx(function* (t) {
    const own = yield* repo.findTaken(t, ctx, { accountId })
    if (own) throw takenError(ctx, own)
  })
  const unsettled = await judgeTexts(ctx, 'profile', publicTexts(answers))

  function* adopt(t: Q, phoneHash: string) {
    const row = yield* unclaimed(t, ctx, accountId, phoneHash, name)
    const { fill, filled, differing } = compare(ctx, row, answers)
    const taken = yield* repo.findTaken(t, ctx, fill, row.id)
    if (taken) throw takenError(ctx, taken)
    const files = yield* missingFiles(t, ctx, row, answers)
    const changes = changesOf(row, fill, files)
    const own = yield* repo.updateResume(t, ctx, row, {
      ...fill,
      accountId,
      ...(yield* applyPlans(t, ctx, row, files)),
    })
    yield* audit.record(t, ctx, { action: 'resume.take-over', subjectId: row.id, changes })
    yield* keepUnsettled(t, ctx, { subject: 'resume', subjectId: row.id }, unsettled)
    const { id, status } = own
    const reply = { id, name: own.name, status, filled: [...filled, ...files.map(({ kind }) => kind)], differing }
    yield* keepReply(t, ctx, () => reply)
    return reply
  }

  const hash = phone === undefined ? null : ctx.cipher.hash('phone', phone)
  const inTheWay = { accountId, ...toColumns(ctx.cipher, { idNumber: answers.idNumber }) }
  return orTaken(ctx, inTheWay, '', () =>
    phone !== undefined && code !== undefined
      ? useSmsCode(ctx, { phone, code }, (t) => adopt(t, ctx.cipher.hash('phone', phone)))
      : ctx.db.tx(function* (t) {
          const { phoneHash: proved } = yield* requireAccount(t, ctx, accountId)
          if (proved === null || (hash ?? proved) !== proved) throw new AppError('PHONE_PROOF_REQUIRED')
          return yield* adopt(t, proved)
        }),
  )
}
