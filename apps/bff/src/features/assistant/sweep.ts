import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { Deps } from '../../deps.ts'
import { forget } from '../../events/index.ts'
import { endRun, type Written } from './run-end.ts'
import { revealWith } from './run-events.ts'
import { abandonedRuns, isAbandoned, markForgotten, rememberedRuns, type RunRow, saidOn } from './runs.repo.ts'

const SWEEP_EVERY_MS = 3000
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

/** Ends runs whose process died, with what they had said, unpaid; and forgets the topics of runs long ended. */
export async function sweep(ctx: SweepCtx): Promise<void> {
  for (const run of await abandonedRuns(ctx)) {
    const ended = await ctx.db.tx(function* (t) {
      if (!(yield* isAbandoned(t, ctx, run.id))) return false
      return yield* endRun(t, ctx, run, yield* pieceTogether(t, ctx, run), BEYOND_LOST)
    })
    if (ended) ctx.log.warn({ run: run.id }, 'ended a run that nobody wrote any more')
  }
  for (const { id } of await rememberedRuns(ctx, ctx.now - REMEMBERED_MS)) {
    await ctx.db.tx(function* (t) {
      yield* forget(t, ctx, runTopic(id))
      yield* markForgotten(t, ctx, id)
    })
  }
}

/** Sweeps now and every few seconds, as long as the process lives. */
export function startSweeping(deps: Deps): void {
  deps.background.every('assistant sweep', SWEEP_EVERY_MS, () => sweep({ ...deps, now: deps.clock() }))
}
