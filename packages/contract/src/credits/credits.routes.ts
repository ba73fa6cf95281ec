import { z } from 'zod'
import { define } from '../core/define.ts'
import { pageLimit } from '../core/paging.ts'
import { Platform } from '../orders/orders.fields.ts'
import { CREDIT_MOVES } from './credits.enums.ts'

export const CreditEntry = z.object({
  id: z.string(),
  kind: z.enum(CREDIT_MOVES),
  reason: z.string().describe('a sentence for its owner'),
  amount: z.number().int().describe('credits that came in; negative: that went out'),
  balanceAfter: z.number().int(),
  work: z.string().nullable().describe('what credits were set aside for; what came back of them has the same'),
  orderId: z.string().nullable().describe('the order that it belongs to'),
  at: z.iso.datetime(),
})

export const creditRoutes = define({
  credits: {
    method: 'get',
    path: '/api/credits',
    summary: 'What the caller can spend, what is set aside, and what things cost',
    allow: 'session',
    reply: z.object({
      available: z.number().int(),
      held: z.number().int().describe('set aside for work under way'),
      prices: z.array(
        z.object({ action: z.string(), label: z.string(), least: z.number().int(), most: z.number().int() }),
      ),
    }),
  },
  history: {
    method: 'get',
    path: '/api/credits/history',
    summary: 'Every change of the caller’s balance, newest first',
    allow: 'session',
    query: z.object({
      limit: pageLimit(20),
      cursor: z.string().max(20).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(CreditEntry), nextCursor: z.string().nullable() }),
  },
  packages: {
    method: 'get',
    path: '/api/credits/packages',
    summary: 'What can be bought; not found where this platform sells nothing',
    allow: 'session',
    query: z.object({ platform: Platform.default('h5') }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          credits: z.number().int(),
          bonus: z.number().int().describe('given on top with the first purchase; 0 once there was one'),
          amountFen: z.number().int(),
          recommended: z.boolean(),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  },
})
