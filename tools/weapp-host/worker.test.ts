import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'
import { beListed, comeByPoster, hide, registerByCard, staffToken } from './worker-way.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const SHE = {
  name: '欧阳月娥',
  idNumber: '990101197401021228',
  masked: '9901**********1228',
  number: '13987650021',
  cooks: '腊味合蒸和糍粑都拿手',
  dish: '糍粑',
  calledPublicly: '欧阳阿姨',
}

describe('a worker of 52 with large type in WeChat', () => {
  let phone: Phone
  let token: string

  it('scans the code of a poster and comes to the registration, where her card is read', async () => {
    token = await staffToken(product)
    const options = { dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:poster-worker' }
    phone = new Phone({ ...options, typeScale: 1.5 })
    await comeByPoster(phone, product, SHE, token)
  })

  it('registers with what was read, and knows who looks at it and when', () => registerByCard(phone, SHE))

  it('adds a certificate, and is found when staff has listed her', () => beListed(phone, product, SHE, token))

  it('hides herself, and is gone from the list at once', async () => {
    await hide(phone, SHE)
    expect(phone.errors).toEqual([])
  })
})
