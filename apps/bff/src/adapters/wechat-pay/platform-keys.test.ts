import { afterEach, describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { machineForward } from '@qingpin/testing/machine-clock'
import { vendorCalls } from '../vendor-calls.ts'
import { CERTIFICATES } from './platform-keys.rules.ts'
import { makeWechatPay } from './wechat-pay.adapter.ts'

const app = useApp('sqlite')
let serial = 0
const anOrder = () => ({
  number: `QPKEYS${String(serial++).padStart(6, '0')}`,
  description: '300积分',
  amountFen: 2800,
  expiresAt: app.ctx().now + 1_800_000,
})
const wxpay = () => app.sandbox.sandbox.wxpay
const asked = (route: string) => app.sandbox.sandbox.requests.list('wxpay').filter((one) => one.route === route)
const named = () => asked('native').map(({ headers }) => headers['wechatpay-serial'])
const publicKeys = () => app.deps.settings.payment.wxpay?.platformKeys ?? new Map<string, never>()

/** The port as a merchant with these keys has it. */
function aMerchant(platformKeys: ReadonlyMap<string, unknown>) {
  const { settings, log } = app.deps
  if (!settings.payment.wxpay) throw new Error('nothing is sold here')
  const calls = vendorCalls({ service: 'wechat-pay', timeoutMs: 5000, concurrency: 5, failures: 100 }, app.deps)
  const options = { ...settings.payment.wxpay, platformKeys: platformKeys as never, appId: settings.wechat.appId }
  return makeWechatPay(options, calls, log)
}
const alerts = async () => {
  await app.deps.background.idle()
  const rows = await app.db.q.select().from(app.db.s.alerts)
  return rows.filter(({ closedAt }) => closedAt === null).map(({ subject, reason }) => `${subject}: ${reason}`)
}

/** A payment of the order, reported by webhook: the port of the app is not called. */
async function webhookOf(order: { number: string }) {
  let request: { headers: Headers; body: Uint8Array } | undefined
  const found = wxpay().find(order.number)
  if (!found) throw new Error('no such order')
  const { payment } = app.deps
  app.deps.payment = {
    ...(payment as NonNullable<typeof payment>),
    async readWebhook(headers, body) {
      request = { headers, body }
      return undefined
    },
  }
  await wxpay().pay(found)
  app.deps.payment = payment
  if (!request) throw new Error('no webhook came')
  return request
}

describe('the keys that verify WeChat Pay', () => {
  afterEach(() => {
    wxpay().reset()
    app.sandbox.sandbox.requests.clear()
  })

  it('are the public key where one is configured: no certificates are fetched, and requests name the key', async () => {
    const port = aMerchant(publicKeys())
    expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect([asked('certificates').length, named()]).toEqual([0, [expect.stringMatching(/^PUB_KEY_ID_/)]])
    wxpay().settings({ trust: 'switched' })
    expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect(asked('certificates')).toHaveLength(0)
  })

  it('are certificates that are fetched once, opened with the APIv3 key, and named in each request', async () => {
    wxpay().settings({ trust: 'certificate' })
    const port = aMerchant(new Map())
    for (let i = 0; i < 3; i++) expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect(asked('certificates')).toHaveLength(1)
    expect(new Set(named())).toEqual(new Set([expect.stringMatching(/^[0-9A-F]{40}$/)]))
  })

  it('are renewed when an answer or a webhook bears a new certificate, and the former one still verifies', async () => {
    wxpay().settings({ trust: 'certificate' })
    const port = aMerchant(new Map())
    const [early, late] = [anOrder(), anOrder()]
    for (const order of [early, late]) await port.prepareByCode(order)
    const before = await webhookOf(early)
    wxpay().rotateCertificate()
    const after = await webhookOf(late)
    machineForward(CERTIFICATES.unknownMs)
    expect(await port.readWebhook(after.headers, after.body, app.ctx().now)).toMatchObject({ number: late.number })
    expect(await port.readWebhook(before.headers, before.body, app.ctx().now)).toMatchObject({ number: early.number })
    expect(asked('certificates').length).toBe(2)
  })

  it('are fetched at most so often for made-up serials', async () => {
    wxpay().settings({ trust: 'certificate' })
    const port = aMerchant(new Map())
    await port.prepareByCode(anOrder())
    const headers = (id: number) =>
      new Headers({
        'wechatpay-serial': `F${String(id).padStart(39, '0')}`,
        'wechatpay-timestamp': String(Math.floor(app.ctx().now / 1000)),
        'wechatpay-nonce': 'n',
        'wechatpay-signature': 's',
      })
    for (let i = 0; i < 20; i++)
      await expect(port.readWebhook(headers(i), new Uint8Array(), app.ctx().now)).rejects.toThrow('do not know')
    expect(asked('certificates').length).toBeLessThanOrEqual(2)
  })

  it('are both kinds during a change: the public key is preferred, and a configured certificate still verifies', async () => {
    wxpay().settings({ trust: 'certificate' })
    const fetching = aMerchant(new Map())
    await fetching.prepareByCode(anOrder())
    const [id = ''] = named()
    const { data } = await certificateOf()
    const both = new Map<string, unknown>([...publicKeys(), [id ?? '', data]])
    const order = anOrder()
    await fetching.prepareByCode(order)
    const old = await webhookOf(order)
    app.sandbox.sandbox.requests.clear()
    wxpay().settings({ trust: 'both' })
    const port = aMerchant(both)
    expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect(await port.readWebhook(old.headers, old.body, app.ctx().now)).toMatchObject({ number: order.number })
    expect([asked('certificates').length, named()]).toEqual([0, [expect.stringMatching(/^PUB_KEY_ID_/)]])

    /** The certificate as an operator would configure it. */
    async function certificateOf() {
      const { createPublicKey } = await import('node:crypto')
      return { data: createPublicKey(wxpay().certificate()) }
    }
  })

  it.each([
    ['404 RESOURCE_NOT_EXISTS', 'key'],
    ['403 after the change', 'switched'],
  ] as const)('may be none: %s stops neither the start nor a payment by keys that are known', async (_, trust) => {
    wxpay().settings({ trust: 'certificate' })
    const { createPublicKey } = await import('node:crypto')
    const certificate = createPublicKey(wxpay().certificate())
    const first = aMerchant(new Map())
    await first.prepareByCode(anOrder())
    const [id = ''] = named()
    wxpay().settings({ trust: 'both' })
    const port = aMerchant(new Map([[id ?? '', certificate]]))
    app.sandbox.sandbox.faults.plan({
      service: 'wxpay',
      route: 'certificates',
      times: 5,
      status: trust === 'key' ? 404 : 403,
      body: { code: trust === 'key' ? 'RESOURCE_NOT_EXISTS' : 'NO_AUTH', message: '' },
    })
    expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect(await port.find('QPKEYSNONE')).toEqual({ kind: 'unknown' })
    app.sandbox.sandbox.faults.clear()
  })

  it('are reported to operators, not to people, where neither kind is configured', async () => {
    const port = aMerchant(new Map())
    await expect(port.prepareByCode(anOrder())).rejects.toEqual(
      expect.objectContaining({ code: 'PAYMENT_UNAVAILABLE' }),
    )
    expect(await alerts()).toContain('wechat-pay certificates: our-setup')
    wxpay().settings({ trust: 'certificate' })
    machineForward(CERTIFICATES.emptyMs)
    expect(await port.prepareByCode(anOrder())).toMatchObject({ kind: 'ready' })
    expect(await alerts()).not.toContain('wechat-pay certificates: our-setup')
  })

  it('are not read from an answer that was changed or encrypted with another key', async () => {
    wxpay().settings({ trust: 'certificate', tamper: 1 })
    await expect(aMerchant(new Map()).prepareByCode(anOrder())).rejects.toEqual(
      expect.objectContaining({ code: 'PAYMENT_UNAVAILABLE' }),
    )
  })
})
