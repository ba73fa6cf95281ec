import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { forget } from '../../events/index.ts'
import type { Queue } from '../../jobs/index.ts'
import { CHECK_AGAIN_MS, LOST_EVENTS, revealWith, RUN_WATCH, TOPIC_RETENTION_MS } from './run.rules.ts'
import { endRun, type Written } from './run.service.ts'
import { eventsOf, isAbandoned, markTopicExpired, requireRun, type RunRow } from './runs.repo.ts'

type RecoverCtx = Pick<Ctx, 'db' | 'now' | 'cipher' | 'log'>

/** What the writer of an abandoned run had written, from the events of its topic. */
function* writtenSoFar(t: Q, ctx: RecoverCtx, { id }: RunRow): Op<Written> {
  const reveal = revealWith(ctx)
  const events = yield* eventsOf(t, ctx, id)
  const of = (type: string) => events.filter((event) => event.type === type)
  const textOf = (type: string) => of(type).map(({ data }) => (reveal(data) as { text: string }).text)
  const thoughts = of('thinking')
  return {
    state: 'failed',
    note: 'INTERRUPTED',
    text: textOf('text').join(''),
    thinking: textOf('thinking').join(''),
    thoughtMs: (thoughts.at(-1)?.at ?? 0) - (thoughts[0]?.at ?? 0),
  }
}

/** Ends a run whose process died, with what it had written, unpaid. Returns when to check the run again (epoch ms). */
async function endIfAbandoned(ctx: RecoverCtx, run: RunRow): Promise<number> {
  if (run.leaseUntil > ctx.now) return run.leaseUntil
  const ended = await ctx.db.tx(function* (t) {
    if (!(yield* isAbandoned(t, ctx, run.id))) return false
    return yield* endRun(t, ctx, run, yield* writtenSoFar(t, ctx, run), LOST_EVENTS)
  })
  if (ended) ctx.log.warn({ run: run.id }, 'ended an abandoned run')
  // Not ended: its writer came back in between and holds a new lease.
  return ended ? ctx.now + TOPIC_RETENTION_MS : ctx.now + CHECK_AGAIN_MS
}

/** Ends runs whose process died, and expires the topics of runs that ended long ago: one job each. */
export const runWatch: Queue = {
  ...RUN_WATCH,
  async run(ctx, { run: id }) {
    const run = await requireRun(ctx, String(id))
    if (run.endedAt === null) return endIfAbandoned(ctx, run)
    const expiresAt = run.endedAt + TOPIC_RETENTION_MS
    if (expiresAt > ctx.now) return expiresAt
    await ctx.db.tx(function* (t) {
      yield* forget(t, ctx, runTopic(run.id))
      yield* markTopicExpired(t, ctx, run.id)
    })
    return undefined
  },
}
