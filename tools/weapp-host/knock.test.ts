import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { openGateway } from '../journeys/buffering-gateway.ts'
import { aRoomOf, call } from '../journeys/knocking.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

async function aStaff(username: string, api = product.address): Promise<Phone> {
  const phone = new Phone({ dist: outputOf('weapp'), api, loginCode: () => `dev:knock-${username}` })
  await phone.open('/features/auth/staff-login/index')
  await phone.fill('用户名', username)
  await phone.fill('密码', `${username}123`)
  await phone.tap('登录')
  await phone.sees('新登记的阿姨')
  return phone
}
const played = (phone: Phone) => phone.log.calls.filter((name) => name.startsWith('play:'))

describe('a knock at an interview, on a phone', () => {
  it('is shown with a sound on another page than the room, and leads to its lobby', async () => {
    const phone = await aStaff('employee')
    const room = await aRoomOf(product, 'employee')
    await phone.open('/features/customers/create/index')
    await phone.sees('怎么联系')
    // The account is watched from then on, and was looked up once.
    await expect.poll(() => phone.log.requests.some(({ url }) => url.startsWith('/api/interview/lobby'))).toBe(true)
    await expect
      .poll(() => phone.log.requests.some(({ url }) => url.startsWith('/api/events')), { timeout: 20_000 })
      .toBe(true)
    const guest = await room.knock('王桂兰')
    await phone.sees('王桂兰在门外')
    await expect.poll(() => played(phone)).toEqual(['play:/assets/sound/knock.wav'])
    expect(existsSync(join(outputOf('weapp'), 'assets/sound/knock.wav'))).toBe(true)
    await phone.tap('去看看')
    await phone.sees('进去开门')
    await guest.leave()
    await expect.poll(() => phone.text().includes('王桂兰在门外')).toBe(false)
    expect(phone.errors).toEqual([])
    await room.end()
  })

  it('is seen behind a gateway that holds streams back', async () => {
    const gateway = await openGateway(product.address)
    const phone = await aStaff('manager', gateway.address)
    const room = await aRoomOf(product, 'manager')
    await expect.poll(() => gateway.streams(), { timeout: 30_000 }).toBe(1)
    // After the look at the beginning only an event can show a knock.
    await expect.poll(() => gateway.asked('/api/interview/lobby')).toBe(true)
    await room.knock('王桂兰')
    await phone.sees('王桂兰在门外')
    expect(phone.errors).toEqual([])
    await room.end()
    await gateway.close()
  })
})

describe('the invitation of an interview, on a phone', () => {
  it('opened again, brings the phone back to its place in one tap', async () => {
    const { token } = await call(product, '/auth/login', { username: 'employee', password: 'employee123' })
    const asHost = { authorization: `Bearer ${token}` }
    const { roomId } = await call(product, '/interview/rooms', { roomName: '手机面试' }, asHost)
    const { link } = await call(product, `/interview/rooms/${roomId}/invites`, { role: 'worker', maxUses: 1 }, asHost)
    const path = link.slice(link.indexOf('/#/') + 2)
    const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:knock-guest' })
    await phone.open(path)
    await phone.fill('称呼', '王桂兰')
    await phone.tap('敲门进入')
    await phone.sees('先不等了')

    const again = new Phone({
      dist: outputOf('weapp'),
      api: product.address,
      loginCode: () => 'dev:knock-guest',
      stored: phone.stored,
    })
    await again.open(path)
    await again.sees('这个邀请的人数用完了')
    await again.tap('接着用王桂兰进去')
    await again.sees('先不等了')
    expect(again.route).toBe('features/interviews/room/index')
    // Admitted, and connected by text only: without the video service nothing says otherwise.
    await call(product, `/interview/rooms/${roomId}/enter`, {}, asHost)
    const lobby = await fetch(`${product.address}/api/interview/lobby`, { headers: asHost })
    const { data } = (await lobby.json()) as { data: { items: { id: string }[] } }
    await call(product, `/interview/participants/${data.items[0]?.id}/decide`, { decision: 'admit' }, asHost)
    await again.sees('只能打字')
    expect(again.text()).not.toMatch(/已连上|正在接通/)
    expect([...phone.errors, ...again.errors]).toEqual([])
  })
})
