import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { forget } from '../../events/index.ts'
import { enqueue, type Queue } from '../../jobs/index.ts'
import { endRun, type Written } from './run-end.service.ts'
import { revealWith } from './run-events.service.ts'
import { isAbandoned, markForgotten, requireRun, type RunRow, saidOn } from './runs.repo.ts'

const NAME = 'run-watch'
const LOOK_AGAIN_MS = 1000
/**
 * A loss of power takes back what was said in the last second, at most a few dozen events; the end of such a run is
 * numbered beyond them, so that a reader who has seen them hears it.
 */
const BEYOND_LOST = 1000
/** Whoever lost the line gets the rest of the stream this long; after that the answer stands in the conversation. */
const REMEMBERED_MS = 10 * 60_000

type SweepCtx = Pick<Ctx, 'db' | 'now' | 'cipher' | 'log'>

/** What a writer that died had said so far. */
function* pieceTogether(t: Q, ctx: SweepCtx, { id }: RunRow): Op<Written> {
  const reveal = revealWith(ctx)
  const said = yield* saidOn(t, ctx, id)
  const of = (type: string) => said.filter((event) => event.type === type)
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

/** Ends a run whose process died, with what it had said, unpaid; gives when to look again while it is being written. */
async function endIfAbandoned(ctx: SweepCtx, run: RunRow): Promise<number> {
  if (run.leaseUntil > ctx.now) return run.leaseUntil
  const ended = await ctx.db.tx(function* (t) {
    if (!(yield* isAbandoned(t, ctx, run.id))) return false
    return yield* endRun(t, ctx, run, yield* pieceTogether(t, ctx, run), BEYOND_LOST)
  })
  if (ended) ctx.log.warn({ run: run.id }, 'ended a run that nobody wrote any more')
  // Its writer may have been back in between: then it holds a new lease.
  return ended ? ctx.now + REMEMBERED_MS : ctx.now + LOOK_AGAIN_MS
}

/** Has a run looked after until its topic is forgotten, in the transaction that starts it. */
export function* watchRun(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, { id, leaseUntil }: RunRow): Op<void> {
  yield* enqueue(t, ctx, { queue: NAME, data: { run: id }, key: id, runAt: leaseUntil })
}

/** Ends runs whose process died, and forgets the topics of runs long ended: a job for each. */
export const runWatch: Queue = {
  name: NAME,
  retries: 20,
  baseMs: 1000,
  leaseMs: 5000,
  async run(ctx, { run: id }) {
    const run = await requireRun(ctx, String(id))
    if (run.endedAt === null) return endIfAbandoned(ctx, run)
    const forgetAt = run.endedAt + REMEMBERED_MS
    if (forgetAt > ctx.now) return forgetAt
    await ctx.db.tx(function* (t) {
      yield* forget(t, ctx, runTopic(run.id))
      yield* markForgotten(t, ctx, run.id)
    })
    return undefined
  },
}
