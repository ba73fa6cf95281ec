import { emptyDocument } from '@qingpin/cv/document'
import type { Example, ExamplesOf } from './example.ts'

const document = { ...emptyDocument(), basics: { ...emptyDocument().basics, name: '周明' } }
const aCv: Example['given'] = async (_, { api }) => {
  const { id } = await api('POST /api/cvs', { body: { title: '前端工程师', document } })
  return { ID: id }
}
const own = { as: 'person', given: aCv, params: { id: '$ID' }, rows: 'own' } as const

export const cvExamples: ExamplesOf<'cvs'> = {
  'GET /api/cvs': { as: 'person', given: aCv },
  'POST /api/cvs': { as: 'person', headers: { 'idempotency-key': '$KEY' }, body: { title: '前端工程师' } },
  'GET /api/cvs/{id}': own,
  'PATCH /api/cvs/{id}': { ...own, body: { version: 1, document: { ...document, selfEvaluation: '做事有始有终' } } },
  'POST /api/cvs/{id}/copy': { ...own, headers: { 'idempotency-key': '$KEY' } },
  'DELETE /api/cvs/{id}': own,
  'GET /api/cvs/{id}/pdf': own,
  'GET /api/cvs/{id}/preview': { ...own, query: { page: '1' } },
}
