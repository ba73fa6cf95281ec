import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { idCardFront, SHE } from '@qingpin/testing/id-cards'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { auditOf } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'

const ALL: CardField[] = ['name', 'gender', 'birthDate', 'age', 'ethnicity', 'hukouAddress', 'idNumber']

describe.each(ENGINES)('fields of the own id card, on %s', (engine) => {
  const app = useApp(engine)
  let serial = 0
  /** Each card has a number of its own, because two resumes cannot have the same. */
  const aNumber = () => `99010119830715${String(1000 + serial++)}`

  const read = async (token: string, over: { name?: string; id?: string } = {}) => {
    const { name, address: addr, gender, ethnicity: nationality } = SHE
    const card = { type: 'Front', name, addr, gender, nationality, id: aNumber(), ...over } as const
    app.sandbox.sandbox.wechat.pictures.show({ card }, 1)
    const form = new FormData()
    form.append('file', new File([new Uint8Array(idCardFront())], 'card.png'))
    const { json } = await app.raw('POST', '/api/ocr/idcard', { token, form })
    return { proof: json.data.proof as string, idNumber: card.id }
  }
  const worker = async (over: object = {}) => {
    const made = await aWorkerWithAccount(app, { name: SHE.name, gender: 'male', ...over })
    const take = async (proof: string, fields: readonly CardField[], version?: number) => {
      const now = (await made.her('GET /api/resumes/mine')).resume?.version ?? 0
      return made.her('POST /api/resumes/mine/card', { body: { proof, fields: [...fields], version: version ?? now } })
    }
    return { ...made, take, token: made.person.token }
  }
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it('go into the draft, those that were confirmed and no other, and staff sees who wrote them', async () => {
    const { id, her, manager, take, token, person } = await worker({ name: '赵春妹', age: 40 })
    const { proof, idNumber } = await read(token)
    const { resume, warnings } = await take(proof, ['name', 'birthDate', 'idNumber'])
    expect(resume).toMatchObject({ name: SHE.name, birthDate: SHE.birthDate, idNumber, version: 2 })
    expect(resume).toMatchObject({ gender: 'male', age: 43, ethnicity: null, hukouAddress: null })
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('最后一位'),
      // She had said that she is a man.
      expect.stringContaining('性别'),
    ])
    expect((await her('GET /api/resumes/mine')).resume).toEqual(resume)
    const seen = await manager('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(seen.lastUpdatedByName).toBe(`${SHE.name}（本人）`)
    const row = (await auditOf(app, id)).find(({ action }) => action === 'resume.take-from-card')
    expect([row?.actorId, Object.keys(row?.changes ?? {}).toSorted()]).toEqual([
      person.id,
      ['birthDate', 'idNumber', 'name'],
    ])
    expect(JSON.stringify(row)).not.toContain(idNumber)
    const all = await take(proof, ALL)
    expect(all.resume).toMatchObject({ gender: 'female', age: 43, ethnicity: '汉族', hukouAddress: SHE.address })
  })

  it('fill what is empty in a reviewed resume, and change no other field', async () => {
    const { take, token, list, her } = await worker()
    await list()
    const { proof, idNumber } = await read(token)
    expect((await refusal(take(proof, ['birthDate', 'gender', 'age']))).details).toEqual({ fields: ['gender', 'age'] })
    expect(await codeOf(take(proof, ['name']))).toBe('CARD_FIELD_FIXED')
    expect((await her('GET /api/resumes/mine')).resume).toMatchObject({ age: 40, birthDate: null })
    const { resume } = await take(proof, ['birthDate', 'ethnicity', 'hukouAddress', 'idNumber'])
    expect(resume).toMatchObject({ birthDate: SHE.birthDate, ethnicity: '汉族', idNumber, gender: 'male' })
    expect(await codeOf(take((await read(token)).proof, ['idNumber']))).toBe('CARD_FIELD_FIXED')
  })

  it('do not replace what staff corrected in a draft, nor come from the card of another person', async () => {
    const { id, take, token, manager } = await worker()
    await manager('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { age: 41 } })
    const own = await read(token)
    const other = await read(token, { name: '钱小燕' })
    expect(await codeOf(take(own.proof, ['age']))).toBe('CARD_FIELD_FIXED')
    expect(await codeOf(take(other.proof, ['birthDate']))).toBe('CARD_OF_ANOTHER')
    expect((await take(own.proof, ['birthDate'])).resume).toMatchObject({ age: 43, birthDate: SHE.birthDate })
    // A later change by the worker does not make the draft her own again.
    expect(await codeOf(take(own.proof, ['age']))).toBe('CARD_FIELD_FIXED')
    expect(await codeOf(take(other.proof, ['ethnicity']))).toBe('CARD_OF_ANOTHER')
  })

  it('do not go into a listed resume that has neither the name nor the number of the card', async () => {
    const { take, token, list } = await worker()
    await list()
    const other = await read(token, { name: '钱小燕' })
    expect(await codeOf(take(other.proof, ['idNumber']))).toBe('CARD_OF_ANOTHER')
    const own = await read(token)
    await take(own.proof, ['idNumber'])
    const misread = await read(token, { name: '赵春海', id: own.idNumber })
    expect((await take(misread.proof, ['ethnicity'])).resume.ethnicity).toBe('汉族')
  })

  it('serve no other account, not for long, and only unchanged', async () => {
    const [her, other] = [await worker(), await worker()]
    const { proof } = await read(her.token)
    expect(await codeOf(other.take(proof, ['birthDate']))).toBe('CARD_READING_OVER')
    const [key, iv, data = ''] = proof.split('.')
    const changed = `${key}.${iv}.${data.startsWith('A') ? 'B' : 'A'}${data.slice(1)}`
    for (const wrong of [changed, 'x', ''])
      expect(await codeOf(her.take(wrong, ['birthDate']))).toBe('CARD_READING_OVER')
    app.advance(30 * 60_000)
    expect(await codeOf(her.take(proof, ['birthDate']))).toBe('CARD_READING_OVER')
    const nobody = await app.aPerson()
    const theirs = await read(nobody.token)
    const body = { proof: theirs.proof, fields: ['birthDate' as const], version: 1 }
    expect(await codeOf(app.as(nobody.token)('POST /api/resumes/mine/card', { body }))).toBe('NOT_FOUND')
  })

  it('are refused when the resume was changed meanwhile, and when another resume has the number', async () => {
    const { id, take, token, manager } = await worker()
    const { proof } = await read(token)
    await manager('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { nativePlace: '河南信阳' } })
    expect((await refusal(take(proof, ['birthDate'], 1))).details).toEqual({ sentVersion: 1, currentVersion: 2 })
    const idNumber = aNumber()
    await app.as()('POST /api/resumes/miniprogram/self-register', { body: aWorker({ idNumber }) as never })
    const taken = await read(token, { id: idNumber })
    expect(await codeOf(take(taken.proof, ['idNumber']))).toBe('DUPLICATE_ID_NUMBER')
  })

  it('are refused one by one where they were not read, or no resume can hold them', async () => {
    const { take, token } = await worker()
    const { proof } = await read(token, { name: '', id: '990101201907153923' })
    const problems = async (fields: CardField[]) => (await refusal(take(proof, fields))).details
    expect(await problems(['name', 'gender'])).toEqual([
      { field: 'name', message: expect.stringContaining('没读出来') },
    ])
    expect(await problems(['age'])).toEqual([{ field: 'age', message: '年龄要在18到80岁之间。' }])
    expect(await codeOf(take(proof, []))).toBe('VALIDATION_ERROR')
    expect(await codeOf(take(proof, ['nativePlace' as never]))).toBe('VALIDATION_ERROR')
  })
})
