import type { Hono } from 'hono'
import { z } from 'zod'
import type { DeepseekControl } from '../deepseek/deepseek.ts'
import { FAILURE_STATUSES } from '../deepseek/errors.ts'
import { ENDINGS } from '../deepseek/scripts.ts'
import type { Env } from '../world.ts'
import { longText, oneOf, readFields, text, times, wholeNumber } from './fields.ts'

const ANSWER_MAX = 100_000
const STATUSES = `只能是 ${FAILURE_STATUSES.join('、')}`

/** The script of the next answer. */
const script = z.object({
  when: text.optional(),
  text: longText(ANSWER_MAX).optional(),
  thinking: longText(ANSWER_MAX).optional(),
  ending: oneOf(ENDINGS).optional(),
  after: wholeNumber(0, ANSWER_MAX).optional(),
  times: times(1_000_000),
})
const failure = z.object({ status: z.literal([...FAILURE_STATUSES], STATUSES), times: times(1_000_000) })
const upToAMillion = wholeNumber(0, 1_000_000).optional()
const deepseekSettings = z.object({
  tokensPerSecond: upToAMillion,
  splitBytes: upToAMillion,
  concurrency: upToAMillion,
})

export function deepseekRoutes(routes: Hono<Env>, deepseek: DeepseekControl): void {
  routes.post('/deepseek/script', async (c) => c.json(deepseek.script(await readFields(c, script))))
  routes.post('/deepseek/fail', async (c) => {
    const { status, times: count } = await readFields(c, failure)
    deepseek.fail(status, count)
    return c.json({ status, times: count })
  })
  routes.post('/deepseek/settings', async (c) => c.json(deepseek.settings(await readFields(c, deepseekSettings))))
}
