import { aPhone } from '../harness.ts'
import { idCardFront, SHE } from '../id-cards.ts'
import { bindPhone } from '../rows.ts'
import { aWorker } from '../workers.ts'
import type { Example, ExamplesOf } from './example.ts'

const aResume: Example['given'] = async (app) => {
  const { token } = await app.aStaff('employee')
  const { id } = await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
  return { ID: id }
}
const aNumber: Example['given'] = async () => ({ PHONE: aPhone() })

const anOwnDraft: Example['given'] = async (_app, { api }) => {
  await api('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
  return {}
}

/** A worker whose card was read. */
const aReading: Example['given'] = async (app, { api, token }) => {
  const { name, idNumber: id, address: addr, gender, ethnicity: nationality } = SHE
  await api('POST /api/resumes/miniprogram/self-register', { body: aWorker({ name }) as never })
  app.sandbox.sandbox.wechat.pictures.show({ card: { type: 'Front', name, id, addr, gender, nationality } }, 1)
  const form = new FormData()
  form.append('file', new File([new Uint8Array(idCardFront())], 'card.png'))
  const { json } = await app.raw('POST', '/api/ocr/idcard', { token, form })
  return { PROOF: json.data.proof }
}

const aNumberOnFile: Example['given'] = async (app, { id: account }) => {
  const phone = aPhone()
  const { token } = await app.aStaff('employee')
  await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker({ phone, name: '孙秀英' }) as never })
  await bindPhone(app, account, phone)
  return { PHONE: phone }
}

export const resumeExamples: ExamplesOf<'resumes'> = {
  'POST /api/resumes/miniprogram/self-register': {
    as: 'guest',
    given: aNumber,
    headers: { 'idempotency-key': '$KEY' },
    body: { name: '钱小燕', gender: 'female', age: 40, jobType: 'yuesao', phone: '$PHONE', nativePlace: '四川成都' },
  },
  'POST /api/resumes/miniprogram/claim-record': {
    as: 'person',
    given: aNumberOnFile,
    headers: { 'idempotency-key': '$KEY' },
    body: { name: '孙秀英', phone: '$PHONE', nativePlace: '河南信阳' },
  },
  'POST /api/resumes/miniprogram/create': {
    as: 'employee',
    given: aNumber,
    headers: { 'idempotency-key': '$KEY' },
    body: { name: '孙秀英', gender: 'female', age: 45, jobType: 'zhujia-baomu', phone: '$PHONE', expectedSalary: 7000 },
  },
  'POST /api/resumes/miniprogram/validate': { as: 'employee', given: aNumber, body: { phone: '$PHONE' } },
  'GET /api/resumes/enums': { as: 'guest' },
  'GET /api/resumes': { as: 'employee', query: { search: '钱小', jobType: 'yuesao', pageSize: '20' } },
  'GET /api/resumes/miniprogram/stats': { as: 'employee' },
  'GET /api/resumes/mine': { as: 'person' },
  'PATCH /api/resumes/mine': {
    as: 'person',
    given: anOwnDraft,
    headers: { 'idempotency-key': '$KEY' },
    body: { version: 1, age: 46, nativePlace: '河南信阳' },
  },
  'POST /api/resumes/mine/card': {
    as: 'person',
    given: aReading,
    headers: { 'idempotency-key': '$KEY' },
    body: { proof: '$PROOF', fields: ['birthDate', 'ethnicity'], version: 1 },
  },
  'GET /api/resumes/miniprogram/{id}': { as: 'employee', given: aResume, params: { id: '$ID' }, rows: 'shared' },
  'PATCH /api/resumes/miniprogram/{id}': {
    as: 'employee',
    given: aResume,
    params: { id: '$ID' },
    headers: { 'idempotency-key': '$KEY' },
    body: { version: 1, expectedSalary: 8000, nativePlace: null },
    rows: 'shared',
  },
  'POST /api/resumes/miniprogram/{id}/reveal': {
    as: 'employee',
    given: aResume,
    params: { id: '$ID' },
    body: { field: 'phone' },
    rows: 'shared',
  },
}
