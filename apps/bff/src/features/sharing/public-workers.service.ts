import { ageOn } from '@qingpin/contract/core/days'
import { maskName } from '@qingpin/contract/core/masking'
import { seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import { can } from '@qingpin/contract/core/policy'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { storedText } from '@qingpin/contract/core/text'
import type { PublicListQuery } from '@qingpin/contract/sharing/sharing.fields'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, type Person, personOf } from '../../context.ts'
import { publicLinkEnd } from '../../crypto/signed-links.ts'
import type { Q } from '../../db/db.ts'
import { readFileFields } from '../attachments/index.ts'
import {
  type CardRow,
  isListed,
  redactForStranger,
  requireListed,
  resumeLists,
  type ResumeRow,
} from '../resumes/index.ts'
import { hiddenOf, shownOf } from './consents.repo.ts'
import { NO_PHOTOS, publicPhotos } from './public-photos.view.ts'
import { openPhone, publicCard, publicResume, type Reader } from './public-workers.view.ts'

/** Two digits side by side, in any script: part of a number, by which no worker may be found. */
const HAS_NUMBER = /\p{Nd}[\s\-.]*\p{Nd}/u

const staffOf = (ctx: Ctx): Person | undefined => {
  const person = personOf(ctx)
  return person && can(person.role, 'resume:view') ? person : undefined
}

/** What some workers show, and which of their pictures are hidden all the same. */
function* seenOf(t: Q, ctx: Ctx, ids: readonly string[]) {
  return { shown: yield* shownOf(t, ctx, ids), hidden: yield* hiddenOf(t, ctx, ids) }
}

/** The public list. Ethnicity filters for staff only: by such a filter strangers could find out what replies hide. */
export async function list(ctx: Ctx, query: z.output<typeof PublicListQuery>) {
  const { keyword, jobType, orderStatus, maxAge, nativePlace, ethnicity, cursor, page } = query
  const pageSize = pageSizeOf(query)
  const none = { rows: [], total: 0, nextCursor: null }
  const filter = {
    search: keyword,
    jobType,
    orderStatus,
    maxAge,
    nativePlace,
    cursor,
    page,
    pageSize,
    sortBy: 'updatedAt',
    sortOrder: 'desc',
  } as const
  const { rows, total, nextCursor } = [keyword, nativePlace].some((text) => HAS_NUMBER.test(storedText(text ?? '')))
    ? none
    : await resumeLists.listedWorkers(ctx, filter, { ethnicity: staffOf(ctx) ? ethnicity : undefined })
  const ids = rows.map((row) => row.id)
  const { shown, hidden } = await ctx.db.tx((t) => seenOf(t, ctx, ids))
  return {
    items: rows.map((row) => publicCard(ctx, row, shown(row.id), hidden)),
    total,
    page,
    pageSize,
    totalPages: Math.ceil(total / pageSize),
    nextCursor,
  }
}

/** A listed worker as strangers read her. @param reader a recipient of a link was chosen */
export function* readPublic(t: Q, ctx: Ctx, row: ResumeRow, reader: Reader = 'anyone') {
  const seen = yield* seenOf(t, ctx, [row.id])
  const { hidden } = seen
  const shown = seen.shown(row.id)
  const until = publicLinkEnd(ctx.now)
  const photos = shown.has('photos')
    ? publicPhotos(ctx, row, yield* readFileFields(t, ctx, row, { full: false, until, hidden }), hidden)
    : NO_PHOTOS
  const texts = yield* redactForStranger(t, ctx, row, shown.has('name'))
  return publicResume(ctx, row, { shown, hidden, reader, photos, texts })
}

/** Cards of some workers for the recipient of a link, by id, without any number; only of those who are listed. */
export function* readCards(t: Q, ctx: Ctx, rows: readonly CardRow[]) {
  const listed = rows.filter(isListed)
  const { shown, hidden } = yield* seenOf(
    t,
    ctx,
    listed.map(({ id }) => id),
  )
  return new Map(listed.map((row) => [row.id, publicCard(ctx, row, shown(row.id), hidden)]))
}

export const detail = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* readPublic(t, ctx, yield* requireListed(t, ctx, id))
  })

const searchLine = ({ now }: Ctx, { id, age, bornOn, jobType, nativePlace }: ResumeRow) => ({
  _id: id,
  id,
  age: ageOn(bornOn, now) ?? age,
  jobType,
  nativePlace,
})

/** Staff finds every worker, in full where a detail would be; each number in full leaves an audit row. */
const forStaff = (ctx: Ctx, rows: readonly ResumeRow[], person: Person) =>
  ctx.db.tx(function* (t) {
    const lines = []
    for (const row of rows) {
      const full = seesPrivate(person, row) && row.phoneSealed !== null
      if (full) yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: row.id })
      lines.push({
        ...searchLine(ctx, row),
        name: row.name,
        phone: full && row.phoneSealed ? ctx.cipher.open('phone', row.phoneSealed) : row.phoneMasked,
        idNumber: row.idNumberMasked,
        currentAddress: row.currentAddress,
      })
    }
    return lines
  })

interface WorkerQuery {
  name?: string | undefined
  phone?: string | undefined
  limit: number
}

export async function search(ctx: Ctx, query: WorkerQuery) {
  const staff = staffOf(ctx)
  const rows = await resumeLists.findWorkers(ctx, { ...query, isStaff: staff !== undefined })
  if (staff) return forStaff(ctx, rows, staff)
  const ids = rows.map((row) => row.id)
  const { shown, hidden } = await ctx.db.tx((t) => seenOf(t, ctx, ids))
  return rows.map((row) => ({
    ...searchLine(ctx, row),
    name: shown(row.id).has('name') ? row.name : maskName(row.name),
    phone: openPhone(ctx, row, shown(row.id)),
    nativePlace: publicCard(ctx, row, shown(row.id), hidden).nativePlace,
    idNumber: null,
    currentAddress: null,
  }))
}
