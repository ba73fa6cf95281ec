import { aNewPicture, sendFile } from '../uploads.ts'
import { aWorker } from '../workers.ts'
import type { Example, ExamplesOf } from './example.ts'

/** A name that WeChat does not judge, because it does not know its author. */
const aWaitingText: Example['given'] = async (app) => {
  const person = await app.aPerson()
  await app.as(person.token)('PATCH /api/auth/me', { body: { name: '王阿姨' } })
  const rows = await app.db.q.select().from(app.db.s.moderatedFields)
  return { ID: rows.findLast((row) => row.authorId === person.id)?.id ?? '' }
}

/** A picture that WeChat is about to be asked about. */
const anAskedPicture: Example['given'] = async (app) => {
  const person = await app.aPerson()
  const { id } = await app.as(person.token)('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
  await sendFile(app, person.token, id, ['personalPhoto', await aNewPicture()])
  const rows = await app.db.q.select().from(app.db.s.checkedPictures)
  const address = app.deps.links.checked(rows.findLast((row) => row.authorId === person.id)?.id ?? '')
  const [ID = '', SIGNATURE = ''] = address.split('/').slice(-2)
  return { ID, SIGNATURE }
}

export const reviewExamples: ExamplesOf<'reviews'> = {
  'GET /api/reviews': { as: 'operator', given: aWaitingText },
  'POST /api/reviews/{id}': {
    as: 'operator',
    given: aWaitingText,
    params: { id: '$ID' },
    body: { verdict: 'refuse', reason: 'contact' },
    rows: 'shared',
  },
  'GET /api/reviews/pictures/{id}/{signature}': {
    as: 'guest',
    given: anAskedPicture,
    params: { id: '$ID', signature: '$SIGNATURE' },
    rows: 'shared',
  },
}
