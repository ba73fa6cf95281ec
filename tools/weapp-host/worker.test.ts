import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf, ROOT } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { ask, logIn } from '../journeys/visitors.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const picture = (name: string) => ({
  bytes: new Uint8Array(readFileSync(join(ROOT, 'apps/bff/assets/papers', `${name}.jpg`))),
  ending: 'jpg',
})

const CARD = { side: 'Front', name: '欧阳月娥', gender: '女', nationality: '汉', id: '990101197401021228' }
const COOKS = '腊味合蒸和糍粑都拿手'

describe('a worker of 52 with large type in WeChat', () => {
  let phone: Phone
  let token: string | undefined

  /** The second tap of a double tap would be ignored. */
  const next = async (words = '下一步') => {
    await new Promise((resolve) => setTimeout(resolve, 350))
    await phone.tap(words)
  }
  const search = async () => {
    await phone.open('/features/resumes-public/list/index')
    // The short words stand there in large type alone.
    await phone.fill('会做什么', '糍粑')
  }

  it('scans the code of a poster and comes to the registration, where her card is read', async () => {
    token = (await logIn(product, { staff: 'employee' }))?.access_token
    const { items } = await ask<{ items: { id: string }[] }>(product, '/api/resumes/public/list?pageSize=1')
    const path = `/api/resumes/${items[0]?.id}/share`
    const { token: scene } = await ask<{ token: string }>(product, path, { body: {}, token })

    const options = { dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:poster-worker' }
    phone = new Phone({ ...options, typeScale: 1.5 })
    await phone.open(`/features/resumes-public/shared/index?scene=${scene}`)
    await phone.sees('打电话约面试')
    await phone.tap('我也想找活')
    await phone.tap('拍身份证，自动填')
    await phone.sees('照片只用来读字')
    await phone.tap('先登录')
    await phone.tap('用微信登录')
    await phone.tap('同意，去拍')
    phone.album.push(picture('card-front'))
    await product.control('/wechat/cards', CARD)
    await phone.tap('现在拍')
    await phone.sees('读出来这些，对不对？')
    await phone.sees('9901**********1228')
    await phone.tap('填进登记表，6项')
  })

  it('registers with what was read, and knows who looks at it and when', async () => {
    await next()
    await phone.tap('住家保姆')
    await next()
    await phone.sees('9901**********1228')
    await next()
    await next()
    await phone.fill('用自己的话说说，可以不写', COOKS)
    await next()
    await phone.fill('手机号', '13987650021')
    await next('提交登记')
    await phone.sees(`收到了，${CARD.name}`)
    await phone.sees('一般一个工作日内看完')
  })

  it('adds a certificate, and is found when staff has listed her', async () => {
    await phone.tap('传照片')
    await phone.sees('技能证书')
    phone.album.push(picture('certificate-1'))
    await phone.tap('加证书')
    await phone.tap('现在拍')
    const found = `/api/resumes?search=${encodeURIComponent(CARD.name)}`
    const { items } = await ask<{ items: { id: string }[] }>(product, found, { token })
    const id = items[0]?.id ?? ''
    const kinds = async () => {
      const answer = await ask<{ files: { fileType: string }[] }>(product, `/api/resumes/${id}/files`, { token })
      return answer.files.map(({ fileType }) => fileType)
    }
    await expect.poll(kinds).toEqual(['certificate'])
    await search()
    await phone.sees('没有找到')
    const path = `/api/resumes/miniprogram/${id}/visibility`
    await ask(product, path, { body: { listed: true }, method: 'PATCH', token })
    await search()
    await phone.sees('欧阳阿姨')
  })

  it('hides herself, and is gone from the list at once', async () => {
    await phone.open('/features/resumes/mine/index')
    await phone.sees('雇主找得到您')
    await phone.tap('公开我的简历')
    await phone.sees('雇主找不到您')
    await search()
    await phone.sees('没有找到')
    expect(phone.errors).toEqual([])
  })
})
