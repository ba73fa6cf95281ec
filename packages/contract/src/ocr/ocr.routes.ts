import { z } from 'zod'
import { define } from '../core/define.ts'
import { READ_RULE } from '../attachments/attachments.rules.ts'
import { ID_CARD_SIDES, OCR_PROVIDERS } from './ocr.enums.ts'
import { PROOF_MINUTES } from './ocr.rules.ts'

const Words = z.object({ words: z.string() })
const Day = z.iso.date().nullable()

/** The fields of a card, as far as they were read: a proposal for a form, which the person checks. */
const IdCard = z.object({
  side: z
    .enum(ID_CARD_SIDES)
    .describe('front: with the portrait; recognised by what was read, not by the name of the file'),
  front: z
    .object({
      name: z.string().nullable(),
      gender: z.enum(['female', 'male']).nullable(),
      ethnicity: z.string().nullable(),
      birthDate: Day,
      address: z.string().nullable(),
      idNumber: z.string().nullable(),
    })
    .nullable(),
  back: z
    .object({
      authority: z.string().nullable(),
      validFrom: Day,
      validTo: Day.describe('null for a card without end, and where it could not be read'),
      longTerm: z.boolean().describe('长期: valid for good'),
    })
    .nullable(),
  doubts: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .describe('what should be compared with the card, by field'),
  proof: z
    .string()
    .nullable()
    .describe(
      `of the front, sealed for this account and ${PROOF_MINUTES} minutes, for POST /api/resumes/mine/card; else null`,
    ),
  provider: z.enum(OCR_PROVIDERS),
  words_result: z.record(z.string(), Words).describe('the same as old clients read it'),
  risk_info: z.array(z.string()).describe('the messages of doubts, as old clients read them'),
})

const Quota = z.object({
  limit: z.number().int().describe('calls a day'),
  used: z.number().int().describe('today, in Beijing'),
})

export const ocrRoutes = define({
  idCard: {
    method: 'post',
    path: '/api/ocr/idcard',
    summary: 'Reads one side of an identity card from a picture, which is not stored',
    allow: 'session',
    limit: 'ocr',
    idempotent: { because: 'a picture is read and forgotten; reading it again changes nothing' },
    upload: { field: 'file', most: READ_RULE.most, maxBytes: READ_RULE.maxBytes },
    reply: IdCard,
    errors: ['ID_CARD_NOT_FOUND', 'OCR_BUSY'],
  },
  health: {
    method: 'get',
    path: '/api/ocr/health',
    summary: 'Whether cards can be read now; asks no outside service',
    allow: 'resume:view',
    reply: z.object({
      status: z
        .enum(['healthy', 'degraded'])
        .describe('degraded: the provider rests or its quota is used up, another one reads'),
      message: z.string(),
      provider: z.enum(OCR_PROVIDERS).describe('the provider that reads the next card'),
      quota: Quota.nullable().describe('of the provider that is chosen; null where it has none'),
      metrics: z.string().describe('as in /api/ocr/metrics'),
    }),
    errors: ['OCR_BUSY'],
  },
  metrics: {
    method: 'get',
    path: '/api/ocr/metrics',
    summary: 'What was read today and in all, in words; reading it changes nothing',
    allow: 'resume:view',
    reply: z.string(),
  },
})
