import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '../src')
const key = () => randomBytes(32).toString('base64')
const word = () => randomBytes(16).toString('hex')

/** Everything that production asks for. No vendor is called: a start and a login of staff need none. */
const production = (dataDir: string) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PORT: '0',
  DATA_DIR: dataDir,
  TOKEN_SECRET: key(),
  FIELD_KEYS: `k1:${key()}`,
  FIELD_HASH_KEY: key(),
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: word(),
  SMS_SECRET_ID: 'AKID0123',
  SMS_SECRET_KEY: word(),
  SMS_SDK_APP_ID: '1400000001',
  SMS_SIGN_NAME: '轻聘',
  SMS_TEMPLATE_LOGIN: '1000001',
  DEEPSEEK_API_KEY: `sk-${word()}`,
  AGENCY_PHONE: '0571-8800-0001',
  PUBLIC_URL: 'https://app.example.com',
  TRUSTED_PROXIES: 'none',
})
type Environment = Record<string, string | undefined>

interface Ended {
  code: number | null
  out: string
  err: string
}

describe('a start in production', () => {
  let dataDir: string
  let env: ReturnType<typeof production>
  const children: ChildProcess[] = []
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'qingpin-production-'))
    env = production(dataDir)
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  })

  const run = (file: string, args: string[], environment: Environment) => {
    const child = spawn(process.execPath, [join(SRC, file), ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    children.push(child)
    const ended: Ended = { code: null, out: '', err: '' }
    child.stdout?.on('data', (text: Buffer) => (ended.out += text.toString()))
    child.stderr?.on('data', (text: Buffer) => (ended.err += text.toString()))
    return { child, ended }
  }
  const end = (file: string, args: string[], environment: Environment): Promise<Ended> =>
    new Promise((resolve) => {
      const { child, ended } = run(file, args, environment)
      child.once('close', (code) => resolve({ ...ended, code }))
    })
  const admin = (...args: string[]) => end('admin.ts', args, env)
  /** The port that a server serves on. */
  const serve = (environment: Environment = env): Promise<{ port: number; stop: () => Promise<void> }> =>
    new Promise((resolve, reject) => {
      const { child, ended } = run('main.ts', [], environment)
      const gone = new Promise<void>((done) => child.once('close', () => done()))
      child.once('message', (message: { ready: number }) =>
        resolve({
          port: message.ready,
          stop: () => {
            child.kill('SIGTERM')
            return gone
          },
        }),
      )
      child.once('close', () => reject(new Error(ended.err)))
    })
  /** A folder as a development start leaves it, in which staff has a password of the demo. */
  const fillAsDemo = async () => {
    const demo = {
      ...env,
      NODE_ENV: 'development',
      DEMO: '1',
      WECHAT_API_BASE: 'http://127.0.0.1:9',
      CONTENT_CHECK: 'off',
    }
    await (await serve(demo)).stop()
  }

  it.each<[string, (own: Environment) => Environment, string]>([
    [
      'production by another name',
      (own) => ({ ...own, NODE_ENV: 'prod' }),
      'NODE_ENV must be one of development, test, production',
    ],
    ['a weak secret', (own) => ({ ...own, METRICS_TOKEN: 'x' }), 'METRICS_TOKEN is too weak'],
    [
      'one secret for two things',
      (own) => ({ ...own, FIELD_HASH_KEY: own['TOKEN_SECRET'] }),
      'FIELD_HASH_KEY has the value of TOKEN_SECRET',
    ],
    ['an unnamed proxy', (own) => ({ ...own, TRUSTED_PROXIES: undefined }), 'TRUSTED_PROXIES is not set'],
  ])('is refused with %s', async (_what, change, sentence) => {
    const { code, out, err } = await end('main.ts', [], change(env))
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(sentence)
    expect(err).toContain('docs/configuration.md')
  })

  it('is refused on the data of the demo', async () => {
    await fillAsDemo()
    const { code, err } = await end('main.ts', [], env)
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`DATA_DIR (${dataDir}) is a folder with the data of the demo`),
    ])
    expect((await admin('create', 'lihui')).err).toContain('the data of the demo')
  }, 60_000)

  it('is refused on data of other keys', async () => {
    await (await serve()).stop()
    const { code, err } = await end('main.ts', [], { ...env, FIELD_KEYS: `k1:${key()}` })
    expect([code, err]).toEqual([1, expect.stringContaining('FIELD_KEYS: key "k1" is not the one that this database')])
    expect(err).toContain('docs/configuration.md')
  })

  it('on an empty folder serves the admin that the command made, who logs in with the one-time password', async () => {
    const made = await admin('create', 'lihui')
    expect([made.code, made.err]).toEqual([0, ''])
    const password = /One-time password: (\S+)/.exec(made.out)?.[1] ?? ''
    expect(made.out).toContain('https://app.example.com')
    expect(await admin('create', 'wang')).toMatchObject({ code: 1, err: expect.stringContaining('There is an admin') })
    expect(await admin('remove', 'lihui')).toMatchObject({ code: 1, err: expect.stringContaining('npm run admin') })

    const { port, stop } = await serve()
    const address = `http://127.0.0.1:${port}`
    const api = makeClient<ContractMap>(async ({ method, url, header, data }) => {
      const reply = await fetch(`${address}${url}`, { method, headers: header ?? {}, body: data ?? null })
      return { status: reply.status, data: await reply.json() }
    })
    const { user } = await api('POST /api/auth/login', { body: { username: 'lihui', password } })
    expect(user).toMatchObject({ role: 'admin', passwordTemporary: true })

    for (const path of ['/api/docs', '/api/openapi.json', '/metrics'])
      expect((await fetch(address + path)).status).toBe(404)
    const elsewhere = await fetch(`${address}/api/health`, { headers: { origin: 'https://other.example' } })
    expect([elsewhere.status, elsewhere.headers.get('access-control-allow-origin')]).toEqual([200, null])
    await stop()
  }, 60_000)

  it.runIf(process.platform !== 'win32')(
    'lets no other user of the machine read what it writes, nor what was there',
    async () => {
      chmodSync(dataDir, 0o755)
      await (await serve()).stop()
      const modeOf = (name: string) => (statSync(join(dataDir, name)).mode & 0o777).toString(8)
      expect([modeOf(''), modeOf('qingpin.db')]).toEqual(['700', '600'])
      chmodSync(dataDir, 0o755)
      chmodSync(join(dataDir, 'qingpin.db'), 0o644)
      await (await serve()).stop()
      expect([modeOf(''), modeOf('qingpin.db')]).toEqual(['700', '600'])
    },
    60_000,
  )
})
