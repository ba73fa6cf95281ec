import {
  groupsFor,
  kindsFor,
  kindSpec,
  type NotificationGroup,
  type NotificationKind,
} from '@qingpin/contract/notifications/notifications.enums'
import type { notificationRoutes } from '@qingpin/contract/notifications/notifications.routes'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { notifyAccount } from '../../events/index.ts'
import { deliveriesOf } from './deliveries.repo.ts'
import * as repo from './notifications.repo.ts'
import { quietOf } from './notifications.rules.ts'
import type { NotificationRow } from './notifications.table.ts'
import { type Describe, type Described, notificationView } from './notifications.view.ts'

export { notificationRetention } from './notifications.repo.ts'

type Routes = typeof notificationRoutes

/** How each kind is described to its reader; the features that notify hand it in. */
export type Describers = Readonly<Record<Exclude<NotificationKind, 'quiet-digest'>, Describe>>

/** What the caller reads in his role, of a group or of one kind where one is given. */
function readerOf(ctx: Ctx, only: { group?: NotificationGroup | undefined; kind?: NotificationKind | undefined } = {}) {
  const { accountId, role } = requirePerson(ctx)
  const fits = (kind: NotificationKind) =>
    (only.group === undefined || kindSpec(kind).group === only.group) && (only.kind === undefined || kind === only.kind)
  return { accountId, kinds: kindsFor(role).filter(fits) }
}

function* countsOf(t: Q, ctx: Ctx) {
  const { role } = requirePerson(ctx)
  const byKind = yield* repo.countOfReader(t, ctx, readerOf(ctx))
  const groups = groupsFor(role).map((group) => {
    const own = byKind.filter(({ kind }) => kindSpec(kind).group === group)
    const sum = (field: 'total' | 'unread') => own.reduce((all, one) => all + one[field], 0)
    return { group, total: sum('total'), unread: sum('unread') }
  })
  return {
    unread: groups.reduce((all, { unread }) => all + unread, 0),
    groups: groups.filter(({ total }) => total > 0),
  }
}

/** What gathered in quiet hours: how many of which kind. */
function describeDigest({ facts }: NotificationRow): Described {
  const counts = Object.entries(facts).map(([kind, n]) => ({ label: kindSpec(kind as NotificationKind).label, n }))
  const all = counts.reduce((sum, { n }) => sum + Number(n), 0)
  return {
    title: `不打扰时攒下的${all}条`,
    text: counts.map(({ label, n }) => `${label}${n}次`).join('，'),
    opens: null,
  }
}

function* describe(t: Q, ctx: Ctx, describers: Describers, rows: readonly NotificationRow[]) {
  const all = new Map<string, Described>()
  const byDescriber = new Map<Describe, NotificationRow[]>()
  for (const row of rows) {
    if (row.kind === 'quiet-digest') all.set(row.id, describeDigest(row))
    else byDescriber.set(describers[row.kind], [...(byDescriber.get(describers[row.kind]) ?? []), row])
  }
  for (const [one, own] of byDescriber) for (const [id, described] of yield* one(t, ctx, own)) all.set(id, described)
  return all
}

export const list = (ctx: Ctx, describers: Describers, query: z.output<Routes['list']['query']>) =>
  ctx.db.tx(function* (t) {
    const { group, unread, limit, cursor } = query
    const filter = { unread: unread !== undefined, limit, cursor }
    const { rows, nextCursor } = yield* repo.pageOfReader(t, ctx, readerOf(ctx, { group }), filter)
    const described = yield* describe(t, ctx, describers, rows)
    const deliveries = yield* deliveriesOf(
      t,
      ctx,
      rows.map(({ messageId }) => messageId),
    )
    return {
      items: rows.map((row) => notificationView(row, described.get(row.id), deliveries.get(row.messageId ?? '') ?? [])),
      nextCursor,
      counts: yield* countsOf(t, ctx),
      quiet: quietOf(yield* repo.readPreferences(t, ctx, requirePerson(ctx).accountId)),
    }
  })

export const counts = (ctx: Ctx) => ctx.db.tx((t) => countsOf(t, ctx))

/** Notifies the other devices of the account where anything has changed. */
function* mark(t: Q, ctx: Ctx, reader: repo.Reader, which: repo.ReadWhich): Op<void> {
  const marked = yield* repo.markRead(t, ctx, reader, which)
  if (marked > 0) yield* notifyAccount(t, ctx, reader.accountId, 'notifications', { change: 'read' })
}

export const read = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const reader = readerOf(ctx)
    if (!(yield* repo.findOfReader(t, ctx, reader, id))) throw new AppError('NOT_FOUND')
    yield* mark(t, ctx, reader, { id })
    return yield* countsOf(t, ctx)
  })

export const readAll = (ctx: Ctx, { group, upTo, about }: z.output<Routes['readAll']['body']>) =>
  ctx.db.tx(function* (t) {
    const newest = upTo === undefined ? undefined : yield* repo.findOfReader(t, ctx, readerOf(ctx), upTo)
    // An id that is none of the caller's marks nothing, instead of all.
    const nothing = upTo !== undefined && newest === undefined
    const reader = readerOf(ctx, { group, kind: about?.kind })
    if (!nothing) yield* mark(t, ctx, reader, { upTo: newest, subjectId: about?.id })
    return yield* countsOf(t, ctx)
  })
