import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { ask } from '../../journeys/visitors.ts'
import { staffToken } from '../worker-way.ts'
import { logInByWechat, useEngine } from './use-engine.ts'

const bench = useEngine()
const HOUR_MS = 3_600_000
const PREFERENCES = '/features/notifications/preferences/index'
const NEVER_QUIET = { quiet: { on: false, from: 0, to: 0 }, wechatOff: [], smsOn: [] }

/** Messages gather for a minute before they leave; the product goes by the clock of the machine. */
function leaveNow(): void {
  const db = new DatabaseSync(join(bench.product.dataDir, 'qingpin.db'))
  db.exec('pragma busy_timeout = 5000')
  db.prepare("update jobs set run_at = 1 where queue = 'notification-gather'").run()
  db.close()
}

interface Arrived {
  messages: { page: string; fields: Record<string, string> }[]
}

describe("subscribe messages on WeChat's component framework", () => {
  it('take a yes, a no, all switched off and a kept choice, and each yes is one more message', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-answers' })
    await logInByWechat(phone)
    // The ids of the templates are read after the first paint.
    await phone.forward(5000)
    await phone.open(PREFERENCES)
    await phone.sees('还能收0条')
    await expect
      .poll(async () => {
        await phone.tap('再订阅一次')
        return phone.dialogs()
      })
      .toBeGreaterThan(0)
    await phone.sees('没有订')
    await phone.subscribes('off')
    await phone.tap('再订阅一次')
    await phone.sees('还能收0条')
    await phone.subscribes('accept')
    await phone.tap('再订阅一次')
    await phone.sees('还能收1条')
    await phone.subscribes({ always: 'accept' })
    await phone.tap('再订阅一次')
    await phone.sees('还能收2条')
    const opened = await phone.dialogs()
    await phone.tap('再订阅一次')
    await phone.sees('还能收3条')
    expect(await phone.dialogs()).toBe(opened)
    expect(await phone.errors()).toEqual([])
  })

  it('reach a worker for whom an interview was planned while one is left, then the app alone, which offers more', async () => {
    const { product } = bench
    const device = 'dev:engine-invited'
    const phone = await bench.boot({ loginCode: device, typeScale: 1.5 })
    await logInByWechat(phone)
    const { access_token: token } = await ask<{ access_token: string }>(product, '/api/auth/miniprogram-login', {
      body: { code: device },
    })
    await ask(product, '/api/notifications/preferences', { body: NEVER_QUIET, method: 'PUT', token })
    const her = await ask<{ id: string }>(product, '/api/resumes/miniprogram/self-register', {
      body: { name: '上官秋月', gender: 'female', age: 45, jobType: 'yuesao', phone: '13987650041' },
      token,
    })
    await phone.forward(5000)
    await phone.open(PREFERENCES)
    await phone.subscribes('accept')
    await expect
      .poll(async () => {
        await phone.tap('再订阅一次')
        return phone.dialogs()
      })
      .toBe(1)
    await phone.sees('还能收1条')
    const plan = async (roomName: string) =>
      ask(product, '/api/interview/rooms', {
        body: { roomName, scheduledAt: new Date(Date.now() + 26 * HOUR_MS).toISOString(), resumeId: her.id },
        token: await staffToken(product),
      })
    const arrived = async () =>
      ((await product.inspect('/wechat/subscribe')) as Arrived).messages.filter(({ fields }) =>
        Object.values(fields).includes('约了面试'),
      ).length
    await plan('和陈女士见面')
    leaveNow()
    await expect.poll(arrived, { timeout: 20_000 }).toBe(1)
    await plan('和周女士见面')
    leaveNow()
    await phone.open('/features/notifications/centre/index')
    await phone.sees('订阅次数用完了，所以只在这里')
    expect(await arrived()).toBe(1)
    await phone.tap('再订阅一次')
    await phone.sees('订好了，下一条会发到微信')
    expect(await phone.errors()).toEqual([])
  })
})
