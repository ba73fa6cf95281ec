import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { ask } from '../journeys/visitors.ts'
import { Phone } from './phone.ts'
import { photo } from './worker-way.ts'

let product: Product
// The store of a vendor, which takes from a phone nothing but a signed form.
beforeAll(async () => {
  product = await startProduct({ env: { STORE_PRIVATE: 'cos' } })
})
afterAll(() => product.stop())

/** A phone whose owner has registered. */
async function aWorkersPhone(): Promise<{ phone: Phone; token: string; resumeId: string }> {
  const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:photo-worker' })
  await phone.open('/pages/me/index')
  await phone.tap('登录')
  await phone.tap('用微信登录')
  await phone.sees('微信用户')
  const { access: token } = JSON.parse(String(phone.stored.get('session'))) as { access: string }
  const body = { name: '周小燕', gender: 'female', age: 42, jobType: 'yuesao', phone: '13855550102' }
  const { id } = await ask<{ id: string }>(product, '/api/resumes/miniprogram/self-register', { body, token })
  return { phone, token, resumeId: id }
}

/** What the server has of her, by kind. */
async function kindsIn(resumeId: string, token: string): Promise<string[]> {
  const { files } = await ask<{ files: { fileType: string }[] }>(product, `/api/resumes/${resumeId}/files`, { token })
  return files.map(({ fileType }) => fileType)
}

describe('photos on a phone', () => {
  it('go to the store by its own form, and stand in the resume when the server has looked at them', async () => {
    const { phone, token, resumeId } = await aWorkersPhone()
    await phone.open('/features/my-resume/papers/index')
    await phone.sees('技能证书')
    phone.photograph(photo('certificate-1'))
    await phone.tap('加证书')
    await phone.tap('现在拍')
    await expect.poll(() => phone.log.uploads.length).toBe(1)
    const [sent] = phone.log.uploads
    expect([sent?.url.startsWith(product.sandbox), sent?.fields.at(-1), sent?.status]).toEqual([true, 'file', 200])
    await expect.poll(() => kindsIn(resumeId, token)).toEqual(['certificate'])
    expect(phone.errors).toEqual([])
  })

  it('wait for the network, and go on by themselves when it returns', async () => {
    const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:photo-worker' })
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    await phone.open('/features/my-resume/papers/index')
    await phone.sees('技能证书')
    phone.photograph(photo('certificate-2'))
    phone.connect(false)
    await phone.tap('加证书')
    await phone.tap('现在拍')
    await phone.sees('网断了，没传上。连上网会自己接着传。')
    phone.connect(true)
    const { access: token } = JSON.parse(String(phone.stored.get('session'))) as { access: string }
    const { resume } = await ask<{ resume: { id: string } }>(product, '/api/resumes/mine', { token })
    await expect.poll(() => kindsIn(resume.id, token)).toEqual(['certificate', 'certificate'])
    expect(phone.errors).toEqual([])
  })
})
