import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, IdParams, optional, Phone, text } from '../core/fields.ts'
import { pageLimit } from '../core/paging.ts'
import { TRANSFER_BOXES, TRANSFER_STATES } from './customers.enums.ts'
import { Person, WechatId } from './customers.fields.ts'
import { TRANSFER_DAYS, TRANSFER_SENTENCE_MAX } from './transfers.rules.ts'

const TransferRequest = z.object({
  id: z.string(),
  state: choice(TRANSFER_STATES),
  customer: z.object({
    id: z.string().nullable().describe('null as long as the caller does not see the customer'),
    name: z.string().describe('masked as long as the caller does not see the customer'),
    phone: z.string().nullable().describe('masked'),
    owner: z.string().nullable(),
  }),
  asker: Person.nullable(),
  mine: z.boolean().describe('the caller asked'),
  mayAnswer: z.boolean(),
  message: z.string().nullable(),
  answer: z.string().nullable().describe('what the colleague added'),
  answeredBy: Person.nullable(),
  askedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
})

export const transferRoutes = define({
  askTransfer: {
    method: 'post',
    path: '/api/customers/transfer-requests',
    summary: `Asks the colleague who has the customer with a number to hand it over; open for ${TRANSFER_DAYS} days`,
    allow: 'customer:create',
    idempotent: 'key',
    status: 201,
    body: z.object({
      phone: optional(Phone),
      wechatId: optional(WechatId),
      message: text(TRANSFER_SENTENCE_MAX),
    }),
    reply: TransferRequest,
    errors: [
      'NOT_FOUND',
      'TRANSFER_NOT_NEEDED',
      'TRANSFER_ASKED',
      'TRANSFER_ASKS_USED_UP',
      'DUPLICATE_HITS_USED_UP',
      'MISSING_CONTACT',
    ],
  },
  transferRequests: {
    method: 'get',
    path: '/api/customers/transfer-requests',
    summary: 'The requests that the caller has to answer or has made, newest first',
    allow: 'customer:view',
    query: z.object({
      box: choice(TRANSFER_BOXES).default('to-answer'),
      limit: pageLimit(20),
      cursor: z.string().max(400).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(TransferRequest),
      nextCursor: z.string().nullable(),
      counts: z.object({ toAnswer: z.number().int(), waiting: z.number().int().describe('asked by the caller, open') }),
    }),
  },
  customerTransfers: {
    method: 'get',
    path: '/api/customers/miniprogram/{id}/transfer-requests',
    summary: 'The requests of colleagues to get a customer, newest first',
    allow: 'customer:view',
    params: IdParams,
    reply: z.array(TransferRequest),
    errors: ['NOT_FOUND'],
  },
  answerTransfer: {
    method: 'post',
    path: '/api/customers/transfer-requests/{id}/answer',
    summary: 'Hands the customer over, or says no; the owner, a manager or an admin may',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    body: z.object({ accept: z.boolean(), sentence: text(TRANSFER_SENTENCE_MAX) }),
    reply: TransferRequest,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'TRANSFER_CLOSED', 'ASSIGNEE_UNAVAILABLE'],
  },
  withdrawTransfer: {
    method: 'post',
    path: '/api/customers/transfer-requests/{id}/withdraw',
    summary: 'Takes back a request of the caller that is open',
    allow: 'customer:view',
    idempotent: 'key',
    params: IdParams,
    reply: TransferRequest,
    errors: ['NOT_FOUND', 'TRANSFER_CLOSED'],
  },
})
