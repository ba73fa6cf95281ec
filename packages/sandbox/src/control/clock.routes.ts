import type { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Env } from '../world.ts'
import type { SandboxControl } from './control.ts'
import { BadInput, flag, readFields, text, wholeNumber } from './fields.ts'

const TEN_YEARS_MS = 10 * 366 * 86_400_000
const offset = wholeNumber(-TEN_YEARS_MS, TEN_YEARS_MS)

const clockFields = z.object({
  offsetMs: offset.optional(),
  advanceMs: offset.optional(),
  fixed: z.union([wholeNumber(0, 8_640_000_000_000_000), text], '要是毫秒时间戳、ISO 8601 时间或 now').optional(),
  reset: flag.optional(),
})

export function clockRoutes(routes: Hono<Env>, { clock }: SandboxControl): void {
  routes.post('/clock', async (c) => {
    changeClock(clock, await readFields(c, clockFields))
    return c.json(clock.state())
  })
}

/** Takes exactly one of `offsetMs`, `advanceMs`, `fixed` (epoch ms, ISO 8601 or `now`) and `reset: true`. */
function changeClock(clock: Clock, fields: z.output<typeof clockFields>): void {
  if (Object.keys(fields).length !== 1) throw new BadInput('offsetMs、advanceMs、fixed、reset 要给且只给一个')
  const { offsetMs, advanceMs, fixed, reset } = fields
  if (offsetMs !== undefined) clock.setOffset(offsetMs)
  else if (advanceMs !== undefined) clock.advance(advanceMs)
  else if (fixed !== undefined) clock.fix(momentOf(fixed, clock.now()))
  else if (reset) clock.reset()
  else throw new BadInput('offsetMs、advanceMs、fixed 要有值，reset 要是 true')
}

function momentOf(fixed: number | string, now: number): number {
  const at = typeof fixed === 'number' ? fixed : fixed === 'now' ? now : Date.parse(fixed)
  if (Number.isNaN(at)) throw new BadInput('fixed 要是毫秒时间戳、ISO 8601 时间或 now')
  return at
}
