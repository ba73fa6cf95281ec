import type { Document } from '@qingpin/contract/cvs/cvs.fields'
import { type CvDocument, emptyDocument } from '@qingpin/cv/document'
import { CVS_MAX, TITLE_MAX } from '@qingpin/cv/limits'
import { sameDocument } from '@qingpin/cv/normalise'
import { titleOf } from '@qingpin/cv/summary'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import * as repo from './cvs.repo.ts'
import { cvCard, cvDetail } from './cvs.view.ts'

export async function list(ctx: Ctx) {
  const rows = await repo.listCvs(ctx, requirePerson(ctx))
  return { items: rows.map((row) => cvCard(ctx, row)) }
}

export async function detail(ctx: Ctx, id: string) {
  const row = await repo.findCv(ctx, requirePerson(ctx), id)
  if (!row) throw new AppError('NOT_FOUND')
  return cvDetail(ctx, row)
}

function* add(t: Q, ctx: Ctx, title: string, document: CvDocument): Op<repo.CvRow> {
  const actor = requirePerson(ctx)
  yield* repo.lockOwner(t, ctx, actor)
  if ((yield* repo.countCvs(t, ctx, actor)) >= CVS_MAX) throw new AppError('TOO_MANY_CVS')
  return yield* repo.insertCv(t, ctx, actor, title, document)
}

export interface NewCv {
  title?: string | undefined
  document?: CvDocument | undefined
}

export async function create(ctx: Ctx, { title = '', document = emptyDocument() }: NewCv) {
  return once(ctx, function* (t) {
    return cvDetail(ctx, yield* add(t, ctx, title, document))
  })
}

export async function copy(ctx: Ctx, id: string) {
  const actor = requirePerson(ctx)
  return once(ctx, function* (t) {
    const original = yield* repo.lockCv(t, ctx, actor, id)
    if (!original) throw new AppError('NOT_FOUND')
    const document = repo.documentOf(ctx, original)
    const title = `${titleOf(original.title, document.intention.role).slice(0, TITLE_MAX - 3)}的副本`
    return cvDetail(ctx, yield* add(t, ctx, title, document))
  })
}

interface Saved {
  version: number
  document: z.output<typeof Document>
  title?: string | undefined
}

/**
 * Saves a document over the version that it was edited from. A save that is repeated after a lost reply comes under the
 * old version; when its content is stored already, it succeeds as the first did. Fails with CV_CONFLICT.
 */
export async function save(ctx: Ctx, id: string, { version, document, title }: Saved) {
  const actor = requirePerson(ctx)
  const row = await ctx.db.tx(function* (t) {
    const current = yield* repo.lockCv(t, ctx, actor, id)
    if (!current) throw new AppError('NOT_FOUND')
    const renamed = title !== undefined && title !== current.title
    if (!renamed && sameDocument(repo.documentOf(ctx, current), document)) return current
    if (version !== current.version) {
      const details = { sentVersion: version, currentVersion: current.version, current: cvDetail(ctx, current) }
      throw new AppError('CV_CONFLICT', { details })
    }
    return yield* repo.updateCv(t, ctx, current, title ?? current.title, document)
  })
  return cvDetail(ctx, row)
}

export async function remove(ctx: Ctx, id: string) {
  const actor = requirePerson(ctx)
  await ctx.db.tx(function* (t) {
    const row = yield* repo.lockCv(t, ctx, actor, id)
    if (!row) throw new AppError('NOT_FOUND')
    yield* repo.eraseCv(t, ctx, row)
  })
  return { id }
}
