import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

describe('a CV on a phone', () => {
  it('is saved while it is typed, in small pieces for the screen, and opened as a PDF', async () => {
    const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:cv-writer' })
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    await phone.open('/pages/records/index')
    await phone.tap('写一份简历')
    await phone.sees('基本信息')
    await phone.fill('姓名', '路')
    await phone.sees('已保存')

    // The letters themselves send the screen nothing; one call shows that they are being saved.
    for (const write of [() => phone.type('姓名', '路小'), () => phone.fill('姓名', '路小满')]) {
      const before = phone.setData.length
      await write()
      const sent = phone.setData.slice(before)
      expect(sent.length).toBeLessThanOrEqual(1)
      expect(Math.max(0, ...sent.map(({ bytes }) => bytes))).toBeLessThanOrEqual(300)
      await phone.sees('已保存')
    }

    await phone.tap('预览')
    await phone.sees('存成 PDF')
    await phone.tap('存成 PDF')
    await expect.poll(() => phone.log.opened.length).toBe(1)
    const [file] = phone.log.opened
    expect(file?.path).toMatch(/^wxfile:\/\/usr\/路小满.*\.pdf$/)
    expect(Buffer.from(file?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(phone.errors).toEqual([])
  })
})
