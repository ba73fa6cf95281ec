import { z } from 'zod'
import { define } from '../core/define.ts'
import { LOAD_BANDS, SURFACES } from './access-log.enums.ts'
import { ACCESS_LINE_MAX, REPORT_DAYS } from './access-log.rules.ts'

const { url, text, params } = ACCESS_LINE_MAX
const said = (max: number) => z.string().max(max).optional()
/** What a page measured: a number, or its digits as text. What is none counts as not sent. */
const measured = z.union([z.number(), z.string().max(text)]).optional()

/** As the former client sends it; all of it may be missing. Only the page, the surface and times are stored. */
export const AccessLine = z.object({
  url: said(url).describe('stored as the page alone: query, fragment, ids and numbers are dropped'),
  pathname: said(url),
  search: said(url).describe('not stored'),
  hash: said(url).describe('not stored, but the page of a hash router is read from it'),
  fileName: said(text),
  timestamp: said(text).describe('not stored: the time of the server counts'),
  event: said(text).describe('`page_unload` where a page was left'),
  loadTime: measured.describe('ms'),
  stayDuration: measured.describe('ms'),
  stayDurationSeconds: measured,
  environment: said(text).describe('小程序WebView, 微信浏览器, 普通浏览器 or 小程序'),
  isWechat: z.boolean().optional(),
  isMiniProgram: z.boolean().optional(),
  userAgent: said(url).describe('not stored'),
  queryParams: z.record(z.string().max(text), z.unknown()).optional().describe('not stored'),
  referrer: said(url).describe('not stored'),
  screenWidth: measured,
  screenHeight: measured,
  language: said(params),
})

const Count = z.object({ name: z.string(), count: z.number().int() })

export const accessLogRoutes = define({
  record: {
    method: 'post',
    path: '/api/miniprogram-access-log',
    summary: 'A page was shown or left: written in batches, without tokens, addresses or anything personal',
    allow: 'public',
    limit: 'accessLog',
    idempotent: { because: 'a line of a log; a repeat is one more line' },
    body: AccessLine,
    reply: z.null(),
  },
  report: {
    method: 'get',
    path: '/api/access-log/report',
    summary: 'Which pages are used, where, how fast they come, and what broke on phones',
    allow: 'access-log:view',
    query: z.object({
      days: z.enum(REPORT_DAYS).default(REPORT_DAYS[0]).describe('Beijing days, today included'),
    }),
    reply: z.object({
      shown: z.number().int().describe('pages shown'),
      byDay: z.array(z.object({ day: z.string(), count: z.number().int() })).describe('each day, the oldest first'),
      bySurface: z.array(z.object({ name: z.enum(SURFACES), count: z.number().int() })),
      byPage: z.array(
        z.object({
          page: z.string(),
          count: z.number().int(),
          loadMs: z.number().int().nullable().describe('the mean of those that said it'),
          staySeconds: z.number().int().nullable(),
          broke: z.number().int(),
        }),
      ),
      loads: z
        .array(z.number().int())
        .length(LOAD_BANDS.length + 1)
        .describe('by the bands of the loading time'),
      broke: z
        .array(Count.extend({ page: z.string(), lastAt: z.iso.datetime() }))
        .describe('what broke, the most first'),
    }),
  },
})
