import { z } from 'zod'
import { define } from '../core/define.ts'

/** One numbered entry of a topic. `data` has the shape that the feature which writes the topic declares. */
const TopicEvent = z.object({
  seq: z.number().int(),
  type: z.string(),
  data: z.unknown(),
  at: z.iso.datetime(),
})

/** `room:65f0…:12,account:65f1…:3`: at most 20 topics, each with the number after which it is read. */
const TopicList = z.string().regex(/^[a-z]{1,16}:[\w-]{1,64}:\d{1,10}(,[a-z]{1,16}:[\w-]{1,64}:\d{1,10}){0,19}$/)

const wait = z.coerce.number<string>().int().min(0).max(25).default(25).describe('seconds, for the waiting form')

export const eventRoutes = define({
  watchSeveral: {
    method: 'get',
    path: '/api/events',
    summary:
      'What happened on several topics, each after its own number: streamed with `Accept: text/event-stream`, else waited for up to 25 s',
    allow: 'optional',
    produces: 'text/event-stream',
    query: z.object({
      topics: TopicList.describe('at most 20, parted by commas; the number after the last colon is the last one known'),
      wait,
    }),
    reply: z.object({
      topics: z
        .array(
          z.object({
            topic: z.string(),
            last: z.number().int().describe('the number of the last event when the request came'),
            closed: z.boolean().describe('nothing more will ever come'),
            error: z
              .object({ code: z.string(), message: z.string() })
              .nullable()
              .describe('why this topic may not be read; the others are read all the same'),
          }),
        )
        .describe('a stream sends it first, without `closed`, as the data of an event `topics`'),
      events: z.array(TopicEvent.extend({ topic: z.string() })),
    }),
  },
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
      wait,
    }),
    reply: z.object({
      events: z.array(TopicEvent),
      closed: z.boolean().describe('nothing more will ever come'),
    }),
    errors: ['NOT_FOUND'],
  },
})
