import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from './app.ts'
import { readEnvironment } from './config.ts'
import { type RunningSandbox, startSandbox } from './server.ts'
import { merchantKeys, platformKeys, secrets } from './test-sandbox.ts'

const open: RunningSandbox[] = []
async function startOne(port = 0) {
  const running = await startSandbox({ port, acceptUnknownCodes: false, secrets })
  open.push(running)
  return running
}

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const running of open.splice(0)) await running.close()
})

const environment = {
  SANDBOX_PORT: '0',
  SANDBOX_WECHAT_APP_ID: 'wx1',
  SANDBOX_WECHAT_APP_SECRET: 's1',
  SANDBOX_WECHAT_PUSH_TOKEN: 'token1',
  SANDBOX_WECHAT_PUSH_KEY: 'a'.repeat(43),
  SANDBOX_SERVICE_ACCOUNT_APP_ID: 'wx2',
  SANDBOX_SERVICE_ACCOUNT_APP_SECRET: 's2',
  SANDBOX_SERVICE_ACCOUNT_PUSH_TOKEN: 'token2',
  SANDBOX_SERVICE_ACCOUNT_PUSH_KEY: 'b'.repeat(43),
  SANDBOX_SERVICE_ACCOUNT_TEMPLATES: 't1:thing1,time2',
  SANDBOX_SMS_SECRET_ID: 'AKID1',
  SANDBOX_SMS_SECRET_KEY: 's2',
  SANDBOX_SMS_SDK_APP_ID: '1400000001',
  SANDBOX_SMS_SIGN_NAME: '轻聘',
  SANDBOX_SMS_TEMPLATE_IDS: '1001, 1002',
  SANDBOX_WXPAY_MCHID: '1900000001',
  SANDBOX_WXPAY_SERIAL: '51',
  SANDBOX_WXPAY_MERCHANT_PUBLIC_KEY: Buffer.from(merchantKeys.publicKey).toString('base64'),
  SANDBOX_WXPAY_API_V3_KEY: 'sandbox-apiv3-key-of-32-letters!',
  SANDBOX_WXPAY_PLATFORM_KEY_ID: 'PUB_KEY_ID_01',
  SANDBOX_WXPAY_PLATFORM_PRIVATE_KEY: Buffer.from(platformKeys.privateKey).toString('base64'),
  SANDBOX_DEEPSEEK_API_KEY: 'sk-1',
  SANDBOX_COS_SECRET_ID: 'AKID2',
  SANDBOX_COS_SECRET_KEY: 's3',
  SANDBOX_COS_REGION: 'ap-guangzhou',
  SANDBOX_COS_BUCKETS: 'a-1250000000, b-1250000000',
  SANDBOX_OSS_ACCESS_KEY_ID: 'LTAI1',
  SANDBOX_OSS_ACCESS_KEY_SECRET: 's4',
  SANDBOX_OSS_REGION: 'cn-hangzhou',
  SANDBOX_OSS_BUCKETS: 'a, b',
}

function main(env: Record<string, string>) {
  const child = spawn(process.execPath, [`${import.meta.dirname}/main.ts`], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (output.out += String(chunk)))
  child.stderr.on('data', (chunk) => (output.err += String(chunk)))
  return { child, output }
}

const exitCode = async (child: ChildProcess) => (await once(child, 'exit'))[0]

describe('a started sandbox', () => {
  it('answers on 127.0.0.1, and on no other address of this machine', async () => {
    const { url, port } = await startOne()
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect((await fetch(`${url}/control/state`)).status).toBe(200)
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((one) => one.family === 'IPv4' && !one.internal)
    for (const { address } of others) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow('fetch failed')
  })

  it('names a port that is in use, so the developer knows what to change', async () => {
    const { port } = await startOne()
    await expect(startOne(port)).rejects.toThrow(`Port ${port} for the sandbox is taken: set SANDBOX_PORT`)
  })

  it('ends open connections and frees the port when it is closed, and can be closed twice', async () => {
    const { url, close } = await startOne()
    await fetch(`${url}/control/state`)
    await close()
    await close()
    await expect(fetch(`${url}/control/state`)).rejects.toThrow('fetch failed')
  })

  it('leaves Request and Response of its process alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    await startOne()
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
  })

  it('refuses NODE_ENV=production, in process too, because it accepts invented people', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    await expect(startOne()).rejects.toThrow('NODE_ENV=production')
    expect(() => createSandbox({ acceptUnknownCodes: false, secrets })).toThrow('NODE_ENV=production')
  })
})

describe('the environment', () => {
  it('gives port, strictness and secrets, with permissive defaults for development', () => {
    const { SANDBOX_PORT: _, ...withoutPort } = environment
    const templates = {
      SANDBOX_SMS_TEMPLATE_TEXTS: '1002={1}，请看。',
      SANDBOX_WECHAT_SUBSCRIBE_TEMPLATES: 't2:thing1:time2',
    }
    expect(readEnvironment({ ...withoutPort, ...templates })).toEqual({
      port: 8788,
      acceptUnknownCodes: true,
      secrets: {
        wechat: { appId: 'wx1', appSecret: 's1', subscribeTemplates: { t2: ['thing1', 'time2'] } },
        miniProgramPush: {
          url: 'http://127.0.0.1:8787/api/wechat/mini-program-event',
          token: 'token1',
          encodingAesKey: 'a'.repeat(43),
          mode: 'safe',
          format: 'json',
        },
        serviceAccount: {
          appId: 'wx2',
          appSecret: 's2',
          originalId: 'gh_sandbox00000',
          templates: { t1: ['thing1', 'time2'] },
          push: {
            url: 'http://127.0.0.1:8787/api/wechat/event',
            token: 'token2',
            encodingAesKey: 'b'.repeat(43),
            mode: 'safe',
          },
        },
        sms: {
          secretId: 'AKID1',
          secretKey: 's2',
          sdkAppId: '1400000001',
          signName: '轻聘',
          templateIds: ['1001', '1002'],
          templateTexts: { '1002': '{1}，请看。' },
        },
        deepseek: { apiKey: 'sk-1', tokensPerSecond: 0 },
        cos: { secretId: 'AKID2', secretKey: 's3', region: 'ap-guangzhou', buckets: ['a-1250000000', 'b-1250000000'] },
        oss: { accessKeyId: 'LTAI1', accessKeySecret: 's4', region: 'cn-hangzhou', buckets: ['a', 'b'] },
        wxpay: {
          mchid: '1900000001',
          serial: '51',
          merchantPublicKey: merchantKeys.publicKey,
          apiV3Key: 'sandbox-apiv3-key-of-32-letters!',
          platformKeyId: 'PUB_KEY_ID_01',
          platformPrivateKey: platformKeys.privateKey,
        },
      },
    })
    const given = { SANDBOX_ACCEPT_UNKNOWN_CODES: '0', SANDBOX_APP_ORIGIN: 'http://127.0.0.1:8787', SANDBOX_SEED: 'a' }
    expect(readEnvironment({ ...environment, ...given })).toMatchObject({
      port: 0,
      acceptUnknownCodes: false,
      appOrigin: 'http://127.0.0.1:8787',
      seed: 'a',
    })
  })

  it.each(Object.keys(environment).filter((name) => name !== 'SANDBOX_PORT'))(
    'is refused without %s, and the error names the variable',
    (name) => {
      expect(() => readEnvironment({ ...environment, [name]: ' ' })).toThrow(name)
    },
  )

  it.each([
    ['SANDBOX_PORT', '70000'],
    ['SANDBOX_PORT', 'eighty'],
    ['SANDBOX_ACCEPT_UNKNOWN_CODES', 'yes'],
  ])('is refused with %s=%s, and the error names the variable', (name, value) => {
    expect(() => readEnvironment({ ...environment, [name]: value })).toThrow(name)
  })
})

describe('the program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line and ends cleanly on %s, leaving no process',
    async (signal) => {
      const { child, output } = main(environment)
      await once(child.stdout, 'data')
      expect(output.out).toMatch(/^sandbox http:\/\/127\.0\.0\.1:\d+\/lab\n$/)
      child.kill(signal)
      expect([await exitCode(child), output.err]).toEqual([0, ''])
    },
  )

  it('ends with the reason on stderr and code 1 without secrets or in production', async () => {
    for (const [env, reason] of [
      [{}, 'SANDBOX_WECHAT_APP_ID'],
      [{ ...environment, NODE_ENV: 'production' }, 'NODE_ENV=production'],
      [{ ...environment, NODE_ENV: 'prod' }, 'NODE_ENV=prod'],
    ] as const) {
      const { child, output } = main(env)
      expect(await exitCode(child)).toBe(1)
      expect(output.err).toContain(reason)
      expect(output.out).toBe('')
    }
  })
})
