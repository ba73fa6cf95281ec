import { z } from 'zod'
import { define } from '../core/define.ts'
import { PAY_CHANNELS, PLATFORMS } from '../orders/orders.enums.ts'

export const Agency = z.object({
  name: z.string(),
  phone: z.string(),
  reviewTime: z
    .string()
    .describe('how long the review of a registration takes, in words; empty where nothing is promised'),
})

export const opsRoutes = define({
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
