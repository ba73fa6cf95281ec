import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { ask, logIn } from '../journeys/visitors.ts'
import { Phone } from './phone.ts'

type Row = Record<string, unknown>
let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

describe('five things that are written without network, on a phone', () => {
  it('arrive once each when it is back, but for the one that a person decides', async () => {
    const visit = await logIn(product, { staff: 'employee' })
    const call = <T = Row>(path: string, body?: object, method?: string) =>
      ask(product, path, {
        token: visit?.access_token,
        ...(body ? { body } : {}),
        ...(method ? { method } : {}),
      }) as Promise<T>
    const { id } = await call('/api/customers/miniprogram/create', {
      name: '陈女士',
      phone: '13771999901',
      leadSource: '转介绍',
      contractStatus: '匹配中',
      leadLevel: 'A类',
      salaryBudget: 13_000,
    })
    const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:outbox' })
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'employee')
    await phone.fill('密码', 'employee123')
    await phone.tap('登录')
    await phone.sees('新登记的阿姨')
    await phone.open(`/features/customers/detail/index?id=${id}`)
    await phone.sees('往来记录')

    phone.connect(false)
    for (const said of ['电梯里记的', '地库里记的']) {
      await phone.open(`/features/customers/follow-up/index?id=${id}`)
      await phone.fill('客户的想法、答应的事、要准备什么', said)
      await phone.tap('不用再约')
      await phone.tap('保存')
    }
    await phone.open(`/features/customers/detail/index?id=${id}`)
    await phone.tap('预算：13000元/月，改')
    await phone.fill('每月最多多少元', '12000')
    await phone.tap('存好')
    await phone.open(`/features/customers/detail/index?id=${id}`)
    await phone.tap('级别：A类，改')
    await phone.tap('B类')
    await phone.open('/features/customers/create/index')
    await phone.fill('称呼', '罗女士')
    await phone.fill('手机号', '13771999902')
    await phone.tap('来源')
    await phone.tap('转介绍')
    await phone.tap('级别')
    await phone.tap('A类')
    await phone.tap('录好')
    await phone.sees('剩5条')
    const before = phone.log.requests.filter(({ method }) => method !== 'GET').length

    await call(`/api/customers/miniprogram/${id}`, { salaryBudget: 14_000 }, 'PATCH')
    phone.connect(true)
    await phone.sees('两边都改了')
    await phone.tap('我改的')
    await phone.tap('就这样存')
    await phone.sees('都发出去了')

    const notes = await call<Row[]>(`/api/customers/miniprogram/${id}/follow-ups`)
    expect(notes.map(({ content }) => content)).toEqual(['地库里记的', '电梯里记的'])
    expect(await call(`/api/customers/miniprogram/${id}`)).toMatchObject({ salaryBudget: 12_000, leadLevel: 'B类' })
    const { customers } = await call<{ customers: Row[] }>('/api/customers/miniprogram/list?search=罗女士')
    expect(customers.filter(({ name }) => name === '罗女士')).toHaveLength(1)
    expect(phone.log.requests.filter(({ method }) => method !== 'GET').length - before).toBeLessThan(10)
    expect(phone.errors).toEqual([])
  })
})
