import { z } from 'zod'
import { define } from '../core/define.ts'
import { pageLimit } from '../core/paging.ts'
import { Platform } from '../orders/orders.fields.ts'
import { CREDIT_MOVES } from './credits.enums.ts'

const CreditEntry = z.object({
  id: z.string(),
  kind: z.enum(CREDIT_MOVES),
  reason: z.string().describe('a sentence for its owner'),
  amount: z.number().int().describe('credits received; negative: spent or held'),
  balanceAfter: z.number().int(),
  work: z.string().nullable().describe('the work that credits were held for; their release has the same'),
  orderId: z.string().nullable().describe('the order that it belongs to'),
  at: z.iso.datetime(),
})

export const creditRoutes = define({
  credits: {
    method: 'get',
    path: '/api/credits',
    summary: 'The balance of the caller, and the prices',
    allow: 'session',
    reply: z.object({
      available: z.number().int(),
      held: z.number().int().describe('held for work in progress'),
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
    summary: 'The packages on sale; NOT_FOUND where the platform sells nothing',
    allow: 'session',
    query: z.object({ platform: Platform.default('h5') }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          credits: z.number().int(),
          bonus: z.number().int().describe('added to the first purchase; 0 after it'),
          amountFen: z.number().int(),
          recommended: z.boolean(),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  },
})
