import { expect, it } from 'vitest'
import { useServer } from '../../../../test/server'
import { change } from '../draft'
import { submitDraft } from './submit'

const { server, enter } = useServer()

const register = async (agreesListed: boolean) => {
  const person = await server.aPerson()
  await enter(person)
  change({ name: '王桂兰', gender: 'female', jobType: 'yuesao', age: '45', agreesListed })
  expect((await submitDraft()).kind).toBe('done')
  const { visibility } = await server.as(person.token)('GET /api/resumes/mine/visibility')
  return visibility?.consents.find(({ field }) => field === 'listed')
}

it('records her consent to be listed with the registration, as her own word', async () => {
  expect(await register(true)).toMatchObject({ agreed: true, by: 'worker', note: null })
})

it('records nothing where she leaves it open', async () => {
  expect(await register(false)).toMatchObject({ agreed: false, by: null })
})
