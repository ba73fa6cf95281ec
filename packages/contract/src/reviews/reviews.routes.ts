import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Id, IdParams, text } from '../core/fields.ts'
import {
  CONTENT_LABELS,
  MODERATED_SUBJECTS,
  PICTURE_SUBJECTS,
  REFUSAL_REASONS,
  REVIEW_CAUSES,
} from './reviews.enums.ts'
import { MOST_REVIEWED, REFUSAL_NOTE_MAX } from './reviews.rules.ts'

/** A text or a picture that waits for a person. */
const Waiting = z.object({
  id: Id,
  kind: z.enum(['text', 'picture']),
  subject: z.enum([...MODERATED_SUBJECTS, ...PICTURE_SUBJECTS]),
  field: z.string().describe('the field of a text, the kind of a picture'),
  text: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  about: z.string().nullable().describe('whose it is: the name of the worker, the title of the article'),
  author: z.string().nullable().describe('name of the account; null where there is none'),
  cause: choice(REVIEW_CAUSES).describe('why a person has to look'),
  label: choice(CONTENT_LABELS).nullable().describe('what WeChat sees in it'),
  since: z.iso.datetime(),
})

export const reviewRoutes = define({
  list: {
    method: 'get',
    path: '/api/reviews',
    summary: 'Texts and pictures that no service has judged, or found doubtful, the oldest first',
    allow: 'content:review',
    reply: z.object({
      items: z.array(Waiting).describe(`the ${MOST_REVIEWED} oldest`),
      total: z.number().int(),
    }),
  },
  decide: {
    method: 'post',
    path: '/api/reviews/{id}',
    summary: 'Lets a text or a picture stand, or takes it down with a reason, which its author is notified of',
    allow: 'content:review',
    idempotent: { because: 'what was decided on no longer waits, so a repeat is refused' },
    params: IdParams,
    body: z
      .object({
        verdict: z.enum(['pass', 'refuse']),
        reason: choice(REFUSAL_REASONS).optional().describe('why it is taken down'),
        note: text(REFUSAL_NOTE_MAX).optional().describe('what the author reads, with the reason `other`'),
      })
      .refine(({ verdict, reason }) => verdict === 'pass' || reason !== undefined, {
        path: ['reason'],
        message: '请选一个原因，作者会看到。',
      })
      .refine(({ reason, note }) => reason !== 'other' || (note ?? '') !== '', {
        path: ['note'],
        message: '请写一句，作者会看到。',
      }),
    reply: z.object({}),
    errors: ['NOT_FOUND', 'REVIEW_DECIDED'],
  },
  picture: {
    method: 'get',
    path: '/api/reviews/pictures/{id}/{signature}',
    summary: 'A picture that WeChat is asked about, at an unguessable address that ends with the verdict',
    allow: 'public',
    limit: 'checkedPicture',
    produces: 'image/jpeg',
    params: z.object({ id: Id, signature: z.string().max(100) }),
    reply: z.object({}),
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
})
