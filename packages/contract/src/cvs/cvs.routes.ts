import { z } from 'zod'
import { define } from '../core/define.ts'
import { Id, IdParams } from '../core/fields.ts'
import { CvCard, CvDetail, Document, Title } from './cvs.fields.ts'
import { MISSING_SIGNS_SHOWN } from './cvs.rules.ts'

export const cvRoutes = define({
  list: {
    method: 'get',
    path: '/api/cvs',
    summary: 'My CVs, the one changed last first',
    allow: 'session',
    reply: z.object({ items: z.array(CvCard) }),
  },
  create: {
    method: 'post',
    path: '/api/cvs',
    summary: 'Creates a CV; empty when no document is sent',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    body: z.object({ title: Title.optional(), document: Document.optional() }),
    reply: CvDetail,
    errors: ['TOO_MANY_CVS'],
  },
  detail: {
    method: 'get',
    path: '/api/cvs/{id}',
    summary: 'One of my CVs',
    allow: 'session',
    params: IdParams,
    reply: CvDetail,
    errors: ['NOT_FOUND'],
  },
  save: {
    method: 'patch',
    path: '/api/cvs/{id}',
    summary: 'Saves the document edited from `version`; a newer version is returned instead of being overwritten',
    allow: 'session',
    idempotent: {
      because: 'the same document again changes nothing, not even the version, also under its old version',
    },
    params: IdParams,
    body: z.object({ version: z.number().int().min(1), document: Document, title: Title.optional() }),
    reply: CvDetail,
    errors: ['NOT_FOUND', 'CV_CONFLICT'],
  },
  copy: {
    method: 'post',
    path: '/api/cvs/{id}/copy',
    summary: 'Copies a CV',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    reply: CvDetail,
    errors: ['NOT_FOUND', 'TOO_MANY_CVS'],
  },
  remove: {
    method: 'delete',
    path: '/api/cvs/{id}',
    summary: 'Deletes a CV and its content for good',
    allow: 'session',
    idempotent: { because: 'a deleted CV is not found the second time, and nothing else changes' },
    params: IdParams,
    reply: z.object({ id: Id }),
    errors: ['NOT_FOUND'],
  },
  pdf: {
    method: 'get',
    path: '/api/cvs/{id}/pdf',
    summary: 'The CV in pages, as a file named after the person and the role',
    allow: 'session',
    limit: 'pdf',
    params: IdParams,
    reply: z.object({}),
    produces: 'application/pdf',
    errors: ['NOT_FOUND', 'PDF_FAILED', 'TEXT_REFUSED'],
  },
  preview: {
    method: 'get',
    path: '/api/cvs/{id}/preview',
    summary: 'How many pages the PDF has; with `page`, that page as a picture',
    allow: 'session',
    limit: 'pdf',
    params: IdParams,
    query: z.object({ page: z.coerce.number<string | number>().int().min(1).max(99).optional() }),
    reply: z.object({
      pages: z.number().int(),
      version: z.number().int(),
      fileName: z.string(),
      missing: z
        .array(z.string())
        .describe(`signs that the font cannot draw: a box is printed for each; ${MISSING_SIGNS_SHOWN} at most`),
    }),
    produces: 'image/jpeg',
    errors: ['NOT_FOUND', 'PDF_FAILED'],
  },
})
