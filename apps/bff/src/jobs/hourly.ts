import { HOUR_MS } from '@qingpin/contract/core/days'
import type { Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { enqueue } from './jobs.repo.ts'
import type { Queue } from './jobs.ts'
import { HOURLY_RULES } from './queue.rules.ts'

export interface Hourly extends Queue {
  /** Asks for the run of the hour that `at` lies in; any number of replicas asking make one. */
  plan: (t: Q, ctx: Pick<Ctx, 'db' | 'now'>, at: number) => Op<void>
}

/** Work that is due once an hour, whichever process comes to it first. */
export function hourly(name: string, work: (ctx: Ctx) => Promise<void>): Hourly {
  const plan: Hourly['plan'] = function* (t, ctx, at) {
    const hour = Math.floor(at / HOUR_MS)
    yield* enqueue(t, ctx, { queue: name, data: { hour }, key: `hour-${hour}`, runAt: hour * HOUR_MS })
  }
  return {
    name,
    ...HOURLY_RULES,
    plan,
    async run(ctx) {
      // First and for itself: an hour that fails for good must not be the last one.
      await ctx.db.tx((t) => plan(t, ctx, ctx.now + HOUR_MS))
      await work(ctx)
    },
  }
}
