import { can } from '@qingpin/contract/core/policy'
import type { Input } from '@qingpin/contract/core/define'
import type { reviewRoutes } from '@qingpin/contract/reviews/reviews.routes'
import { MOST_REVIEWED } from '@qingpin/contract/reviews/reviews.rules'
import { PICTURE_PATH } from '@qingpin/contract/content/content.rules'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { linkEnd } from '../../crypto/signed-links.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import {
  applyVerdict,
  type CheckedPictureRow,
  countPictures,
  countTexts,
  type Decision,
  decidePicture,
  decideText,
  listPictures,
  listTexts,
  waitingPicture,
} from '../../moderation/index.ts'
import { sendFile } from '../../storage/index.ts'
import { contentPicturesOf } from '../content/index.ts'
import type { PushHandlers } from '../wechat/index.ts'
import { notifyRefused } from './notification-lines.service.ts'
import { filesInResumes, findFile, workerNames } from './reviews.repo.ts'

function* counted(t: Q, ctx: Ctx): Op<number> {
  return (yield* countTexts(t, ctx)) + (yield* countPictures(t, ctx))
}

/** How many texts and pictures wait for a look; 0 for who does not look at them. */
export const reviewsWaiting = (ctx: Ctx): Promise<number> | number =>
  can(requirePerson(ctx).role, 'content:review') ? ctx.db.tx((t) => counted(t, ctx)) : 0

/** Pictures that wait, with what they are part of. Those taken out of it meanwhile are left out. */
function* picturesOf(t: Q, ctx: Ctx, rows: readonly CheckedPictureRow[]) {
  const ofResumes = rows.filter(({ subject }) => subject === 'resume')
  const files = yield* filesInResumes(
    t,
    ctx,
    ofResumes.map(({ fileId }) => fileId),
  )
  const names = yield* workerNames(
    t,
    ctx,
    ofResumes.map(({ subjectId }) => subjectId),
  )
  // By the file: the picture that was judged first may be gone while another of the same file is shown.
  const shown = yield* contentPicturesOf(
    t,
    ctx,
    rows.flatMap(({ subject, fileId }) => (subject === 'content' ? [fileId] : [])),
  )
  return rows.flatMap((row) => {
    const { subject, subjectId, fileId } = row
    if (subject === 'content') {
      const picture = shown.get(fileId)
      return picture ? [{ row, field: 'content', url: PICTURE_PATH + picture.id, about: picture.title || null }] : []
    }
    const file = files.find((one) => one.fileId === fileId)
    const about = names.get(subjectId) ?? null
    return file ? [{ row, field: file.kind, url: ctx.links.open(file.id, linkEnd(ctx.now)), about }] : []
  })
}

const iso = (at: number) => new Date(at).toISOString()

/** Texts and pictures that wait for a person, the oldest first. */
export async function list(ctx: Ctx) {
  return ctx.db.tx(function* (t) {
    const texts = yield* listTexts(t, ctx)
    const pictures = yield* picturesOf(t, ctx, yield* listPictures(t, ctx))
    const authorIds = [...texts, ...pictures.map(({ row }) => row)].flatMap(({ authorId }) => authorId ?? [])
    const accounts = yield* ctx.contactsOf(t, ctx, [...new Set(authorIds)])
    const workers = yield* workerNames(
      t,
      ctx,
      texts.flatMap(({ subject, subjectId }) => (subject === 'resume' ? [subjectId] : [])),
    )
    const shared = ({ id, authorId, cause, label, createdAt }: Pick<CheckedPictureRow, SharedColumn>) => ({
      id,
      author: authorId === null ? null : (accounts.get(authorId)?.name ?? null),
      cause: cause ?? ('doubtful' as const),
      label,
      since: iso(createdAt),
    })
    const items = [
      ...texts.map((row) => ({
        ...shared(row),
        kind: 'text' as const,
        subject: row.subject,
        field: row.field.split('.')[0] ?? row.field,
        text: row.text,
        pictureUrl: null,
        about: row.subject === 'resume' ? (workers.get(row.subjectId) ?? null) : null,
      })),
      ...pictures.map(({ row, field, url, about }) => ({
        ...shared(row),
        kind: 'picture' as const,
        subject: row.subject,
        field,
        text: null,
        pictureUrl: url,
        about,
      })),
    ]
    const oldest = items.toSorted((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id))
    return { items: oldest.slice(0, MOST_REVIEWED), total: yield* counted(t, ctx) }
  })
}
type SharedColumn = 'id' | 'authorId' | 'cause' | 'label' | 'createdAt'

type Body = Input<(typeof reviewRoutes)['decide']>['body']

const decisionIn = ({ verdict, reason, note }: Body): Decision =>
  verdict === 'pass'
    ? { verdict }
    : { verdict, reason: reason ?? 'unfit', note: reason === 'other' ? (note ?? null) : null }

/** A person lets a text or a picture stand, or takes it down; its author reads why. */
export async function decide(ctx: Ctx, id: string, body: Body) {
  const decision = decisionIn(body)
  return ctx.db.tx(function* (t) {
    const text = yield* decideText(t, ctx, id, decision)
    const decided = text ?? (yield* decidePicture(t, ctx, id, decision))
    if (decided === undefined) throw new AppError('NOT_FOUND')
    if (decided === 'decided') throw new AppError('REVIEW_DECIDED')
    const reason: [null, string][] = decision.verdict === 'refuse' ? [[null, decision.reason]] : []
    yield* audit.record(t, ctx, {
      action: text === undefined ? 'picture.review' : 'text.review',
      subjectId: id,
      changes: { verdict: [null, decision.verdict], ...(reason[0] ? { reason: reason[0] } : {}) },
    })
    if (decision.verdict === 'refuse') yield* notifyRefused(t, ctx, decided)
    return {}
  })
}

/** Sends a picture to the vendor that judges it, while its verdict is waited for. */
export async function sendPicture(ctx: Ctx, { id, signature }: { id: string; signature: string }): Promise<Response> {
  if (!ctx.links.isChecked(id, signature)) throw new AppError('NOT_FOUND')
  const file = await ctx.db.tx(function* (t) {
    const row = yield* waitingPicture(t, ctx, id)
    return row && (yield* findFile(t, ctx, row.fileId))
  })
  return sendFile(ctx, file, 'no-store')
}

/** What follows from the verdicts about pictures that WeChat pushes. */
export const pictureVerdicts: PushHandlers = {
  'media-judged': (t, ctx, push) => applyVerdict(t, ctx, push, notifyRefused),
}
