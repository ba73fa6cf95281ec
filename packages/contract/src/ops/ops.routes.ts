import { z } from 'zod'
import { define } from '../core/define.ts'
import { PAY_CHANNELS, PLATFORMS } from '../orders/orders.enums.ts'
import { CLIENT_ERROR_KINDS, CLIENT_ERROR_MAX } from './client-errors.rules.ts'

export const Agency = z.object({
  name: z.string(),
  phone: z.string(),
  reviewTime: z
    .string()
    .describe('how long the review of a registration takes, in words; empty where nothing is promised'),
})

const text = (max: number) => z.string().max(max)

export const opsRoutes = define({
  clientError: {
    method: 'post',
    path: '/api/client-errors',
    summary: 'What broke on a phone or in a browser: logged without personal data, and counted',
    allow: 'public',
    limit: 'clientError',
    idempotent: { because: 'nothing is stored; a repeat is one more line in the log' },
    body: z.object({
      kind: z.enum(CLIENT_ERROR_KINDS),
      platform: z.enum(PLATFORMS),
      page: z
        .string()
        .max(CLIENT_ERROR_MAX.page)
        .regex(/^[\w/-]*$/)
        .describe('the path of the page, without its parameters'),
      message: text(CLIENT_ERROR_MAX.message),
      stack: text(CLIENT_ERROR_MAX.stack).optional(),
    }),
    reply: z.object({ reference: z.string().describe('names the line in the log') }),
  },
  health: {
    method: 'get',
    path: '/api/health',
    summary: 'Whether the process answers',
    allow: 'public',
    reply: z.object({ status: z.literal('ok'), version: z.string(), uptimeSeconds: z.number() }),
  },
  ready: {
    method: 'get',
    path: '/api/ready',
    summary: 'Whether the process can serve: the database answers',
    allow: 'public',
    reply: z.object({ status: z.literal('ready'), database: z.enum(['sqlite', 'pg']) }),
    errors: ['NOT_READY'],
  },
  clientConfig: {
    method: 'get',
    path: '/api/client-config',
    summary: 'The settings of this installation that the app needs before login',
    allow: 'public',
    reply: z.object({
      agency: Agency,
      payment: z
        .record(z.enum(PLATFORMS), z.enum(PAY_CHANNELS))
        .describe('how credits are paid for on each platform; hidden: nothing is sold there'),
      subscribe: z
        .partialRecord(z.enum(['interview', 'customer', 'progress']), z.string())
        .describe('ids of the templates of subscribe messages, by what they are for'),
      login: z.object({ wechat: z.boolean(), sms: z.boolean(), staff: z.boolean() }),
      demo: z
        .object({
          staff: z.array(
            z.object({ username: z.string(), password: z.string(), name: z.string(), roleLabel: z.string() }),
          ),
          people: z.array(z.object({ phone: z.string(), name: z.string(), note: z.string() })),
          smsOutbox: z.string().describe('the page where SMS codes appear'),
        })
        .nullable()
        .describe('demo logins; null in production'),
    }),
  },
})
