import { type Context, Hono } from 'hono'
import { gate } from '../gate.ts'
import type { Service } from '../services.ts'
import type { Federation } from '../sts/federation.ts'
import type { Env, World } from '../world.ts'
import { TencentError } from './errors.ts'
import { createLimits } from './limits.ts'
import { createOutbox, type Message } from './outbox.ts'
import { normalPhone } from './phone.ts'
import { sendSms } from './send-sms.ts'
import { type Credentials, type SignedRequest, verifyTc3 } from './tc3.ts'

/**
 * `signatureTime`: `clock` measures the five minutes of a signature by the sandbox's clock, `machine` by the machine's,
 * for callers whose SDK takes its time from the machine while the sandbox's clock is moved.
 */
export interface SmsSettings {
  limits: boolean
  /** Messages a day of the whole application, as its owner has set in the console. */
  appDaily: number
  signatureTime: 'clock' | 'machine'
}

export interface SmsControl {
  /** Newest first; `phone` in any form that Tencent accepts. */
  outbox: (phone?: string) => Message[]
  clearOutbox: () => void
  /** Returns false for text that is not a phone number. */
  blacklist: (phone: string, blocked?: boolean) => boolean
  blacklisted: () => string[]
  settings: (changes?: Partial<SmsSettings>) => SmsSettings
  reset: () => void
}

const DEFAULTS: SmsSettings = { limits: true, appDaily: 10_000, signatureTime: 'clock' }

/** An action of the gateway. */
interface Action {
  service: Service
  version: string
  regions: RegExp
  credentials: Credentials
  run: (body: string) => object
}

export function createTencent(world: World, federation: Federation): { routes: Hono<Env>; control: SmsControl } {
  const { clock, ids, options } = world
  const outbox = createOutbox()
  const limits = createLimits()
  const blacklist = new Set<string>()
  let settings = DEFAULTS

  const sms = {
    sms: options.secrets.sms,
    ids,
    outbox,
    limits,
    limitsOn: () => settings.limits,
    appDaily: () => settings.appDaily,
    blacklist,
    now: clock.now,
  }

  const { cos } = options.secrets
  const actions = {
    SendSms: {
      service: 'sms',
      version: '2021-01-11',
      regions: /^ap-(?:beijing|guangzhou|nanjing)$/,
      credentials: { ...options.secrets.sms, service: 'sms' },
      run: (body) => sendSms(sms, body),
    },
    GetFederationToken: {
      service: 'sts',
      version: '2018-08-13',
      regions: /^[a-z]+-[a-z]+(?:-\d)?$/,
      credentials: { secretId: cos.secretId, secretKey: cos.secretKey, service: 'sts' },
      run: federation.getFederationToken,
    },
  } satisfies Record<string, Action>
  function actionOf(c: Context<Env>): Action | undefined {
    return new Map<string, Action>(Object.entries(actions)).get(c.req.header('x-tc-action') ?? '')
  }

  async function answer(c: Context<Env>) {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const now = settings.signatureTime === 'machine' ? Date.now() : clock.now()
    const action = actionOf(c)
    verifyTc3(asSent(c, body), (action ?? actions.SendSms).credentials, now)
    requireAction(c, action)
    return (action ?? actions.SendSms).run(Buffer.from(body).toString('utf8'))
  }

  const routes = new Hono<Env>()
  routes.use(
    '/',
    gate(
      world,
      (c) => actionOf(c)?.service ?? 'sms',
      (c) => c.req.header('x-tc-action') ?? '',
    ),
  )
  routes.all('/', async (c) => {
    const RequestId = ids.uuid()
    try {
      return c.json({ Response: { ...(await answer(c)), RequestId } })
    } catch (error) {
      if (!(error instanceof TencentError)) throw error
      return c.json({ Response: { Error: { Code: error.code, Message: error.message }, RequestId } })
    }
  })

  return {
    routes,
    control: {
      outbox: (phone) => outbox.list(phone === undefined ? undefined : (normalPhone(phone) ?? phone)),
      clearOutbox: outbox.clear,
      blacklist: (phone, blocked = true) => {
        const normal = normalPhone(phone)
        if (normal === undefined) return false
        if (blocked) blacklist.add(normal)
        else blacklist.delete(normal)
        return true
      },
      blacklisted: () => [...blacklist],
      settings: (changes = {}) => {
        settings = { ...settings, ...changes }
        return settings
      },
      reset: () => {
        outbox.clear()
        limits.clear()
        blacklist.clear()
        settings = DEFAULTS
      },
    },
  }
}

function asSent(c: Context<Env>, body: Uint8Array): SignedRequest {
  const { pathname, search, host } = new URL(c.req.url)
  const header = (name: string) => c.req.header(name) ?? (name === 'host' ? host : undefined)
  return { method: c.req.method, path: pathname, query: search.slice(1), header, body }
}

function requireAction(c: Context<Env>, action: Action | undefined) {
  function given(name: string) {
    const value = c.req.header(name)
    if (!value) throw new TencentError('MissingParameter', `The request is missing the header ${name}.`)
    return value
  }
  if (c.req.method !== 'POST') throw new TencentError('UnsupportedProtocol', 'Only POST is played here.')
  given('X-TC-Action')
  if (!action) throw new TencentError('InvalidAction', 'The request action is invalid.')
  if (given('X-TC-Version') !== action.version) throw new TencentError('NoSuchVersion', 'The API version is unknown.')
  if (!action.regions.test(given('X-TC-Region'))) {
    throw new TencentError('UnsupportedRegion', 'The action is not served in this region.')
  }
}
