import { z } from 'zod'
import { define } from '../core/define.ts'

/** One numbered entry of a topic. `data` has the shape that the feature which writes the topic declares. */
const TopicEvent = z.object({
  seq: z.number().int(),
  type: z.string(),
  data: z.unknown(),
  at: z.iso.datetime(),
})

export const eventRoutes = define({
  watch: {
    method: 'get',
    path: '/api/events/{topic}',
    summary:
      'What happened on a topic after number N: streamed with `Accept: text/event-stream`, else waited for up to 25 s',
    allow: 'optional',
    produces: 'text/event-stream',
    params: z.object({ topic: z.string().regex(/^[a-z]{1,16}:[0-9a-f]{24}$/) }),
    query: z.object({
      after: z.coerce.number<string>().int().min(0).max(2_147_483_647).default(0),
      wait: z.coerce.number<string>().int().min(0).max(25).default(25).describe('seconds, for the waiting form'),
    }),
    reply: z.object({
      events: z.array(TopicEvent),
      closed: z.boolean().describe('nothing more will ever come'),
    }),
    errors: ['NOT_FOUND'],
  },
})
