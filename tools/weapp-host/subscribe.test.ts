import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'
import { makeSubscribe, type SubscribeAnswer } from './wx-subscribe.ts'

describe('the dialog of subscribe messages on a phone', () => {
  const ask = (subscribe: ReturnType<typeof makeSubscribe>, tmplIds: string[]) =>
    new Promise<Record<string, unknown>>((resolve) => subscribe.request({ tmplIds, complete: resolve as never }))

  it('opens in a tap only, before anything is awaited, and for three templates at most', async () => {
    const subscribe = makeSubscribe([], () => 'accept')
    expect((await ask(subscribe, ['a']))['errMsg']).toContain('can only be invoked by user TAP gesture')
    let answers: Promise<Record<string, unknown>> = Promise.resolve({})
    subscribe.inTap(() => (answers = ask(subscribe, ['a', 'b'])))
    expect(await answers).toMatchObject({ errMsg: 'requestSubscribeMessage:ok', a: 'accept', b: 'accept' })
    subscribe.inTap(() => (answers = ask(subscribe, ['a', 'b', 'c', 'd'])))
    expect(await answers).toMatchObject({ errCode: 20_003 })
    let late: Promise<Record<string, unknown>> = Promise.resolve({})
    subscribe.inTap(() => (late = Promise.resolve().then(() => ask(subscribe, ['a']))))
    expect((await late)['errMsg']).toContain('TAP gesture')
    expect(subscribe.asked).toEqual([['a', 'b']])
  })

  it('does not open for a template whose answer is kept, and opens for another one', async () => {
    const subscribe = makeSubscribe([], (id) => (id === 'a' ? { always: 'accept' } : 'reject'))
    const tap = async (tmplIds: string[]) => {
      let answers: Promise<Record<string, unknown>> = Promise.resolve({})
      subscribe.inTap(() => (answers = ask(subscribe, tmplIds)))
      return answers
    }
    for (let i = 0; i < 2; i++) expect(await tap(['a'])).toMatchObject({ a: 'accept' })
    expect(await tap(['a', 'b'])).toMatchObject({ a: 'accept', b: 'reject' })
    expect(subscribe.asked).toEqual([['a'], ['a', 'b']])
  })
})

describe('subscribing in the WeChat bundle', () => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct()
  })
  afterAll(() => product.stop())

  async function aPhone(device: string, subscribes: () => SubscribeAnswer | undefined) {
    const options = { dist: outputOf('weapp'), api: product.address, loginCode: () => `dev:${device}`, subscribes }
    const phone = new Phone(options)
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    // The ids of the templates are read after the first paint.
    phone.forward(5000)
    await phone.open('/features/notifications/preferences/index')
    await phone.sees('再订阅一次')
    return phone
  }

  it('asks in the tap, and each yes is one more message', async () => {
    const phone = await aPhone('subscriber', () => 'accept')
    await expect
      .poll(async () => {
        await phone.tap('再订阅一次')
        return phone.subscribe.asked.length
      })
      .toBeGreaterThan(0)
    await phone.sees('还能收1条')
    expect(phone.errors).toEqual([])
  })

  it.each([
    ['a no', () => 'reject' as const],
    ['all switched off', () => undefined],
  ])('goes on after %s', async (name, answer) => {
    const phone = await aPhone(`refuser-${name.length}`, answer)
    await phone.tap('再订阅一次')
    await phone.sees('没有订')
    await phone.sees('还能收0条')
    expect(phone.errors).toEqual([])
  })
})
