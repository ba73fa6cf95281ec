import { z } from 'zod'
import { storedText } from '../core/text.ts'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { Id, IdParams } from '../core/fields.ts'
import { ANSWER_STATES } from './assistant.enums.ts'
import { QUESTION_MAX, TITLE_MAX } from './assistant.rules.ts'

const Chat = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
const Price = z.object({
  least: z.number().int(),
  most: z.number().int().describe('held before the answer begins; the unspent rest is released'),
})
const Credits = z.object({ available: z.number().int(), held: z.number().int() })

const Answer = z.object({
  id: z.string(),
  state: z.enum(ANSWER_STATES),
  text: z.string(),
  thinking: z.string(),
  thoughtSeconds: z.number().int(),
  cost: z.number().int(),
  note: z.string().nullable().describe('why this is not the whole answer'),
  createdAt: z.iso.datetime(),
})
const Question = z.object({ id: z.string(), text: z.string(), createdAt: z.iso.datetime() })
const Turn = z.object({ question: Question, answers: z.array(Answer).describe('oldest first; the last one counts') })

const Run = z.object({
  id: z.string(),
  topic: z.string().describe('read it with GET /api/events/{topic}'),
  questionId: z.string(),
})

const Started = z.object({
  chat: Chat,
  question: Question,
  run: Run,
  price: Price,
  credits: Credits,
})

const notBlank = (max: number) =>
  z
    .string()
    .max(max, `最多${max}个字`)
    .overwrite(storedText)
    .refine((text) => text !== '', '还没有写内容')

const QuestionBody = z.object({ text: notBlank(QUESTION_MAX) })
const startErrors = ['CREDITS_SHORT', 'TOO_MANY_RUNS'] as const

export const assistantRoutes = define({
  overview: {
    method: 'get',
    path: '/api/assistant',
    summary: 'The assistant tab: starters for the active role, the newest conversations, balance and price',
    allow: 'optional',
    reply: z.object({
      starters: z.array(z.string()),
      recent: z.array(Chat),
      price: Price,
      credits: Credits.nullable().describe('null for a guest'),
    }),
  },
  chats: {
    method: 'get',
    path: '/api/assistant/chats',
    summary: 'Own conversations in the active role, newest first',
    allow: 'session',
    query: PageQuery.pick({ pageSize: true, limit: true }).extend({
      cursor: z.string().max(200).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(Chat), nextCursor: z.string().nullable() }),
  },
  begin: {
    method: 'post',
    path: '/api/assistant/chats',
    limit: 'assistant',
    summary: 'Begins a conversation with a question; the answer is written whether or not it is read',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    body: QuestionBody,
    reply: Started,
    errors: startErrors,
  },
  chat: {
    method: 'get',
    path: '/api/assistant/chats/{id}',
    summary: 'A conversation with its newest turns, and the answer being written now',
    allow: 'session',
    params: IdParams,
    query: z.object({
      before: z.coerce
        .number<string>()
        .int()
        .min(1)
        .max(2_147_483_647)
        .optional()
        .describe('`before` of the previous reply'),
    }),
    reply: z.object({
      chat: Chat,
      turns: z.array(Turn).describe('oldest first'),
      before: z.number().int().nullable().describe('the cursor of earlier turns; null when there are none'),
      run: Run.nullable(),
      price: Price,
      credits: Credits,
    }),
    errors: ['NOT_FOUND'],
  },
  ask: {
    method: 'post',
    path: '/api/assistant/chats/{id}/messages',
    limit: 'assistant',
    summary: 'Asks the next question of a conversation',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: QuestionBody,
    reply: Started,
    errors: [...startErrors, 'RUN_IN_PROGRESS', 'NOT_FOUND'],
  },
  again: {
    method: 'post',
    path: '/api/assistant/chats/{id}/again',
    limit: 'assistant',
    summary: 'Answers the last question again; its former answers stay',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    reply: Started,
    errors: [...startErrors, 'RUN_IN_PROGRESS', 'NOTHING_TO_ANSWER', 'NOT_FOUND'],
  },
  rename: {
    method: 'patch',
    path: '/api/assistant/chats/{id}',
    summary: 'Names a conversation',
    allow: 'session',
    idempotent: { because: 'the same title once more changes nothing' },
    params: IdParams,
    body: z.object({ title: notBlank(TITLE_MAX) }),
    reply: Chat,
    errors: ['NOT_FOUND'],
  },
  remove: {
    method: 'delete',
    path: '/api/assistant/chats/{id}',
    summary: 'Deletes a conversation with all its texts, and stops what is being written in it',
    allow: 'session',
    idempotent: { because: 'a deleted conversation is not found a second time' },
    params: IdParams,
    reply: z.object({ id: Id }),
    errors: ['NOT_FOUND'],
  },
  stop: {
    method: 'post',
    path: '/api/assistant/runs/{id}/stop',
    summary: 'Stops an answer; the text written so far stays, and only that is paid',
    allow: 'session',
    idempotent: { because: 'an answer that has ended or is being stopped stays as it is' },
    params: IdParams,
    reply: z.object({ id: Id, state: z.enum(ANSWER_STATES) }),
    errors: ['NOT_FOUND'],
  },
})
