import { execFile } from 'node:child_process'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeCosStore } from '../src/adapters/cos/cos.adapter.ts'
import { makeOssStore } from '../src/adapters/oss/oss.adapter.ts'
import { vendorCalls } from '../src/adapters/vendor-calls.ts'
import { type ObjectStore, StoreFailure } from '../src/ports/object-store.port.ts'
import { useApp } from '@qingpin/testing/harness'
import { machineForward } from '@qingpin/testing/machine-clock'
import { memoryLog } from '@qingpin/testing/memory-log'
import { bytes, listed, textOf } from '@qingpin/testing/stores'

const photo = { type: 'image/jpeg', size: 9 }
const picture = bytes('a picture')
const failureOf = async (call: Promise<unknown>): Promise<StoreFailure> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof StoreFailure) return error
  throw new Error(`no failure of the store: ${String(error)}`)
}

describe.each(['cos', 'oss'] as const)('a store that fails (%s)', (service) => {
  const { log, lines } = memoryLog()
  const app = useApp('sqlite', { STORE_PRIVATE: service, STORE_ASSETS: service }, log)
  const faults = () => app.sandbox.sandbox.faults
  const sent = (route: string) => app.sandbox.sandbox.requests.list(service).filter((one) => one.route === route).length
  let store: ObjectStore
  beforeAll(async () => {
    store = app.deps.stores.private
    await store.put('there.jpg', photo, picture)
  })
  afterEach(async () => {
    faults().clear()
    // The rest after five failures lasts a millisecond here.
    machineForward(5)
    await store.put('there.jpg', photo, picture).catch(() => undefined)
  })

  it.each([
    ['answers 503', { status: 503 }],
    ['drops the line', { drop: true }],
  ])('and %s is reported as busy, for every operation', async (_, plan) => {
    faults().plan({ service, times: 1000, ...plan })
    const calls = [
      () => store.head('there.jpg'),
      () => store.read('there.jpg'),
      () => store.put('new.jpg', photo, picture),
      () => store.put('new.jpg', photo, ReadableStream.from([picture])),
      () => store.remove('there.jpg'),
      () => listed(store, ''),
    ]
    for (const call of calls) {
      const failure = await failureOf(call())
      expect([failure.reason, failure.message]).toEqual(['busy', 'object store: busy'])
      machineForward(5)
    }
    faults().clear()
    machineForward(5)
    expect(await store.head('there.jpg')).toMatchObject(photo)
    expect(await store.head('new.jpg')).toBeUndefined()
  })

  it('once is called again for bytes, but not for a stream, which cannot be replayed', async () => {
    faults().plan({ service, route: 'PutObject', times: 1, status: 503 })
    await store.put('again.jpg', photo, picture)
    expect(await store.head('again.jpg')).toMatchObject(photo)
    const before = sent('PutObject')
    faults().plan({ service, route: 'PutObject', times: 1, status: 503 })
    expect((await failureOf(store.put('stream.jpg', photo, ReadableStream.from([picture])))).reason).toBe('busy')
    expect(sent('PutObject')).toBe(before + 1)
  })

  it('and sends Retry-After is called again after that time', async () => {
    faults().plan({ service, route: 'PutObject', times: 1, status: 429, retryAfter: 7 })
    const failure = await failureOf(store.put('wait.jpg', photo, ReadableStream.from([picture])))
    expect([failure.reason, failure.retryAfterSeconds]).toEqual(['busy', 7])
  })

  it('in the middle of an answer breaks the stream instead of ending it early', async () => {
    faults().plan({ service, route: 'GetObject', times: 1, cut: 4 })
    const found = await store.read('there.jpg')
    const seen: number[] = []
    const read = async () => {
      if (found) for await (const piece of found.body) seen.push(piece.length)
    }
    expect((await failureOf(read())).reason).toBe('broken')
    expect(seen.reduce((all, one) => all + one, 0)).toBe(4)
    const again = await store.read('there.jpg')
    expect(again && (await textOf(again.body))).toBe('a picture')
  })

  it('to accept our credentials is reported as refused, not as busy, and not called again', async () => {
    const settings = app.deps.settings.store
    const alerts: string[] = []
    const vendorAlerts = {
      refused: (...said: string[]) => void alerts.push(said.join(' ')),
      accepted: (_: string, operation: string) => void alerts.push(`${operation} accepted`),
    }
    const strange = { log, metrics: app.deps.metrics, vendorAlerts }
    const calls = () => vendorCalls({ service: 'strange', timeoutMs: 5000, concurrency: 9 }, strange)
    const stranger =
      service === 'cos' && settings.cos
        ? makeCosStore({ ...settings.cos, secretKey: 'guess' }, 'private', {
            calls: calls(),
            uploads: calls(),
            keys: calls(),
          })
        : settings.oss &&
          makeOssStore({ ...settings.oss, accessKeySecret: 'guess' }, 'private', { calls: calls(), uploads: calls() })
    if (!stranger) throw new Error('no settings')
    const before = sent('PutObject')
    const acts = [
      () => stranger.put('x.jpg', photo, picture),
      () => stranger.read('there.jpg'),
      () => stranger.head('there.jpg'),
      () => listed(stranger, ''),
    ]
    for (const act of acts) expect((await failureOf(act())).reason).toBe('refused')
    if (service === 'cos')
      expect((await failureOf(stranger.uploadByKey({ key: 'x.jpg', ...photo, seconds: 60 }))).reason).toBe('refused')
    expect(sent('PutObject')).toBe(before + 1)
    // The answer to HEAD has no body that could say why.
    const told = ['PutObject', 'GetObject', 'GetBucket', ...(service === 'cos' ? ['GetFederationToken'] : [])]
    expect(alerts).toEqual(told.map((operation) => `strange ${operation} bad-key`))
  })

  it('is an alert on 工作台 until it accepts again', async () => {
    const manager = app.as((await app.aStaff('manager')).token)
    const titles = async () => (await manager('GET /api/today')).alerts.map(({ title }) => title)
    const denied = '<Error><Code>AccessDenied</Code></Error>'
    faults().plan({ service, route: 'GetObject', times: 1, status: 403, body: denied })
    await failureOf(store.read('there.jpg').then(() => undefined))
    await expect.poll(titles).toEqual([`${service === 'cos' ? '腾讯云存储' : '阿里云存储'}：我们的配置不对`])
    await store.read('there.jpg')
    await expect.poll(titles).toEqual([])
  })

  it('is logged without keys, addresses or what was signed', () => {
    const said = lines.join('')
    expect(said).toContain('vendor call failed')
    const { cos, oss } = app.deps.settings.store
    for (const secret of [cos?.secretKey, cos?.secretId, oss?.accessKeySecret, oss?.accessKeyId])
      if (secret !== undefined) expect(said).not.toContain(secret)
    expect(said).not.toMatch(/signature|there\.jpg|q-ak/i)
  })
})

describe('temporary keys', () => {
  const app = useApp('sqlite', { STORE_PRIVATE: 'cos', STORE_ASSETS: 'disk' })

  it('that cannot be fetched count as a busy store, after another try', async () => {
    const { faults, requests } = app.sandbox.sandbox
    const ask = () => app.deps.stores.private.uploadByKey({ key: 'a.jpg', ...photo, seconds: 60 })
    faults.plan({ service: 'sts', times: 1, status: 503 })
    expect(await ask()).toMatchObject({ token: expect.any(String) })
    expect(requests.list('sts').map(({ status }) => status)).toEqual([503, 200])
    faults.plan({ service: 'sts', times: 9, status: 503 })
    expect((await failureOf(ask())).reason).toBe('busy')
  })
})

describe('the official addresses', () => {
  const app = useApp('sqlite', {
    STORE_PRIVATE: 'cos',
    STORE_ASSETS: 'oss',
    COS_API_BASE: '',
    STS_API_BASE: '',
    OSS_API_BASE: '',
  })

  /** What an address says, sent to the sandbox with the host that it names. */
  const send = (address: string, method: string, headers: Record<string, string> = {}, body = '') => {
    const { host, pathname, search, protocol } = new URL(address)
    expect(protocol).toBe('https:')
    return new Promise<{ status: number; text: string; host: string }>((resolve, reject) => {
      const call = httpRequest(
        { port: app.sandbox.port, host: '127.0.0.1', path: pathname + search, method, headers: { ...headers, host } },
        (answer) => {
          let text = ''
          answer.on('data', (piece) => (text += String(piece)))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, host }))
        },
      )
      call.on('error', reject)
      call.end(body)
    })
  }

  it.each(['private', 'assets'] as const)(
    'are signed where none is set, with the bucket in the host (%s)',
    async (name) => {
      const store = app.deps.stores[name]
      const ticket = await store.uploadByPut({ key: 'a/b.jpg', ...photo, seconds: 60 })
      if (!ticket) throw new Error('no ticket')
      const put = await send(ticket.url, 'PUT', { ...ticket.headers, 'content-length': '9' }, 'a picture')
      expect([put.status, put.text]).toEqual([200, ''])
      expect(put.host).toBe(
        name === 'private'
          ? 'private-1250000000.cos.ap-guangzhou.myqcloud.com'
          : 'qingpin-assets.oss-cn-hangzhou.aliyuncs.com',
      )
      const got = await send(await store.readUrl('a/b.jpg', { seconds: 60 }), 'GET')
      expect([got.status, got.text]).toEqual([200, 'a picture'])
      expect(store.hosts).toEqual([`https://${put.host}`])
    },
  )

  it('are those that a page may connect to', async () => {
    const { headers } = await app.raw('GET', '/api/health')
    const policy = headers.get('content-security-policy') ?? ''
    for (const directive of ['connect-src', 'img-src', 'media-src']) {
      const sources = policy.split('; ').find((one) => one.startsWith(directive)) ?? ''
      expect(sources).toContain('https://private-1250000000.cos.ap-guangzhou.myqcloud.com')
      expect(sources).toContain('https://qingpin-assets.oss-cn-hangzhou.aliyuncs.com')
    }
  })
})

/** Resolves when a number has grown and does not grow any more. */
async function stands(number: () => number): Promise<void> {
  let before = 0
  const grows = () => {
    const grown = number() > before
    before = number()
    return before === 0 || grown
  }
  await expect.poll(grows, { interval: 100 }).toBe(false)
}

describe('a large file and a slow store', () => {
  const MB = 1024 * 1024
  const SIZE = 64 * MB
  const app = useApp('sqlite', { STORE_PRIVATE: 'cos', STORE_ASSETS: 'oss' })
  let server: Server
  let taken = 0
  let read = 0
  let given = 0
  let closed = 0
  const pause = { first: true }

  beforeAll(async () => {
    server = createServer((asked, answer) => {
      if (asked.method === 'PUT') {
        // Begins to read when nothing more comes.
        void stands(() => read).then(() => asked.on('data', (piece: Buffer) => (taken += piece.length)))
        asked.on('end', () => answer.end())
        return
      }
      answer.on('close', () => (closed += 1))
      answer.writeHead(200, { 'content-length': SIZE, 'content-type': 'video/mp4' })
      const piece = Buffer.alloc(MB)
      const more = () => {
        while (given < SIZE) {
          given += MB
          if (!answer.write(piece)) return void answer.once('drain', more)
        }
        answer.end()
      }
      more()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const storeAt = (base: string): ObjectStore => {
    const { cos } = app.deps.settings.store
    if (!cos) throw new Error('no settings')
    const calls = vendorCalls({ service: 'slow', timeoutMs: 20_000, concurrency: 9 }, app.deps)
    return makeCosStore({ ...cos, base }, 'private', { calls, uploads: calls, keys: calls })
  }
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  it('are sent as fast as the store reads, without reading ahead', async () => {
    let furthest = 0
    async function* source() {
      const piece = new Uint8Array(256 * 1024)
      while (read < SIZE) {
        read += piece.length
        if (taken === 0) furthest = read
        yield piece
        await turn()
      }
    }
    await storeAt(address()).put('big.mp4', { type: 'video/mp4', size: SIZE }, ReadableStream.from(source()))
    expect([read, taken]).toEqual([SIZE, SIZE])
    // What the sockets of both sides hold, and no more.
    expect(furthest).toBeLessThan(16 * MB)
  })

  it('are not fetched to their end without a reader', async () => {
    const found = await storeAt(address()).read('big.mp4')
    await found?.body.cancel()
    await expect.poll(() => closed).toBe(1)
    expect(given).toBeLessThan(16 * MB)
    given = 0
  })

  it('are fetched as fast as the reader reads', async () => {
    const found = await storeAt(address()).read('big.mp4')
    expect(found).toMatchObject({ size: SIZE, type: 'video/mp4' })
    let seen = 0
    for await (const piece of found?.body ?? []) {
      seen += piece.length
      if (pause.first) await stands(() => given).then(() => expect(given).toBeLessThan(16 * MB))
      pause.first = false
    }
    expect(seen).toBe(SIZE)
  })
})

describe('a bucket that is not there', () => {
  const app = useApp('sqlite', {
    STORE_PRIVATE: 'cos',
    STORE_ASSETS: 'oss',
    COS_BUCKET_PRIVATE: 'gone-1250000000',
    OSS_BUCKET_ASSETS: 'gone',
  })

  it('is reported as refused, not as a missing file', async () => {
    for (const store of Object.values(app.deps.stores)) {
      const acts = [() => store.read('a.jpg'), () => store.remove('a.jpg'), () => store.put('a.jpg', photo, picture)]
      for (const act of acts) expect((await failureOf(act())).reason).toBe('refused')
    }
  })
})

describe('the SDKs of stores', () => {
  it('are not loaded before the first file, even where a store is chosen', async () => {
    const script = `
      const { someVendors } = await import('@qingpin/testing/vendors')
      const { readSettings } = await import('./src/config/config.ts')
      const { makeStores } = await import('./src/deps.ts')
      const { createRequire } = await import('node:module')
      const settings = readSettings({ ...someVendors().environment('http://127.0.0.1:1'), STORE_PRIVATE: 'cos', STORE_ASSETS: 'oss' })
      const calls = { call: () => Promise.reject(new Error('offline')), stream: () => undefined }
      const { stores } = makeStores(settings, () => calls, Date.now)
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((one) => /cos-nodejs-sdk|ali-oss|nodejs-sts/.test(one)).length
      const before = loaded()
      await stores.private.readUrl('a', { seconds: 1 })
      await stores.assets.readUrl('a', { seconds: 1 })
      process.stdout.write(JSON.stringify([before, loaded() > 10]))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: `${import.meta.dirname}/..`,
    })
    expect(JSON.parse(stdout)).toEqual([0, true])
  })
})
