import type { AlertKind } from '@qingpin/contract/home/alerts.enums'
import type { Ctx, Deps } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import type { VendorAlerts } from '../ports/vendor-alerts.port.ts'
import {
  type AlertRow,
  type Cause,
  closeAlert,
  closeSubject,
  countAlert,
  listAlerts,
  openSubjects,
} from './alerts.repo.ts'

export { type AlertRow, alertRetention } from './alerts.repo.ts'

/** Tells those who read alerts of this kind, in the caller's transaction. A repeat is counted in the same row. */
export function* raise(t: Q, ctx: Pick<Ctx, 'db' | 'now' | 'metrics'>, cause: Cause): Op<void> {
  yield* countAlert(t, ctx, cause, 1)
  ctx.metrics.alert(cause.kind, '', cause.reason)
}

/** The open alerts of these kinds, the latest first. */
export const list = (t: Q, ctx: Pick<Ctx, 'db' | 'now'>, kinds: readonly AlertKind[]): Op<AlertRow[]> =>
  listAlerts(t, ctx, kinds)

/** Closes an alert that was dealt with; undefined where none of these kinds is open under that id. */
export const close = (t: Q, ctx: Pick<Ctx, 'db' | 'now'>, id: string, kinds: readonly AlertKind[]) =>
  closeAlert(t, ctx, id, kinds)

/** A vendor's subject: the service and what was asked of it. */
const subjectOf = (service: string, operation: string): string => `${service} ${operation}`

/**
 * Alerts of vendors, written in the background. While one write of a cause is under way, repeats are counted and
 * written by the next; an operation that is accepted again closes its alerts.
 */
export function makeVendorAlerts({
  db,
  clock,
  background,
  metrics,
}: Pick<Deps, 'db' | 'clock' | 'background' | 'metrics'>): VendorAlerts {
  const waiting = new Map<string, number>()
  const refused = new Set<string>()
  /** Open in the database when this process first asked. */
  let known: Promise<Set<string>> | undefined
  let left: Set<string> | undefined
  const readKnown = async () => (left = await (known ??= openSubjects({ db }, 'vendor').then((all) => new Set(all))))

  /** Writes about one subject follow one another, in the order of the vendor's answers. */
  const last = new Map<string, Promise<void>>()
  function inOrder(subject: string, work: () => Promise<void>): Promise<void> {
    const next = (last.get(subject) ?? Promise.resolve()).catch(() => undefined).then(work)
    last.set(subject, next)
    return next
  }

  /** The first one by its own time, and what came meanwhile together. */
  async function write(key: string, cause: Cause, at: number): Promise<void> {
    await db.tx((t) => countAlert(t, { db, now: at }, cause, 1))
    for (let written = 1, total = waiting.get(key) ?? 1; total > written; total = waiting.get(key) ?? 1) {
      const times = total - written
      await db.tx((t) => countAlert(t, { db, now: clock() }, cause, times))
      written = total
    }
  }

  return {
    refused(service, operation, reason) {
      metrics.alert('vendor', service, reason)
      const cause: Cause = { kind: 'vendor', subject: subjectOf(service, operation), reason }
      refused.add(cause.subject)
      const key = `${cause.subject} ${reason}`
      const before = waiting.get(key)
      const at = clock()
      waiting.set(key, (before ?? 0) + 1)
      if (before === undefined)
        background.run('tell of a refusal', () =>
          inOrder(cause.subject, () => write(key, cause, at).finally(() => waiting.delete(key))),
        )
    },
    accepted(service, operation) {
      const subject = subjectOf(service, operation)
      const open = refused.delete(subject)
      const at = clock()
      if (!open && left !== undefined && !left.has(subject)) return
      background.run('close alerts', () =>
        inOrder(subject, async () => {
          const earlier = (await readKnown()).delete(subject)
          if (open || earlier) await db.tx((t) => closeSubject(t, { db, now: at }, { kind: 'vendor', subject }))
        }),
      )
    },
  }
}
