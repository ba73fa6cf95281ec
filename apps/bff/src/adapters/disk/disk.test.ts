import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readlink, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { bytes, listed } from '@qingpin/testing/stores'

const photo = { type: 'image/jpeg', size: 9 }
const picture = bytes('a picture')

describe('files on this machine', () => {
  const app = useApp()
  let server: Server
  const folder = () => join(app.deps.settings.store.folder, 'private')
  const store = () => app.deps.stores.private
  const get = async (key: string, init: RequestInit = {}) =>
    app.fetch(new Request(await store().readUrl(key, { seconds: 60 }), init))

  beforeAll(async () => {
    server = createServer(getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('may run nothing on our own address, and only pictures, films and PDFs are shown', async () => {
    const shown = async (type: string) => {
      await store().put('x/1', { type, size: 9 }, picture)
      const { headers } = await get('x/1')
      expect(headers.get('content-security-policy')).toContain('sandbox')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('private, max-age=60')
      return headers.get('content-disposition')
    }
    for (const type of ['image/jpeg', 'image/png', 'video/mp4', 'application/pdf'])
      expect(await shown(type)).toBe('inline')
    for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/javascript'])
      expect(await shown(type)).toBe('attachment')
  })

  it('are not cached where the signed address says so', async () => {
    await store().put('x/6.jpg', photo, picture)
    const url = await store().readUrl('x/6.jpg', { seconds: 60, unkept: true })
    const reply = await app.fetch(new Request(url))
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect((await app.fetch(new Request(url.replace('kept=no', 'kept=yes')))).status).toBe(404)
    const kept = await store().readUrl('x/6.jpg', { seconds: 60 })
    expect((await app.fetch(new Request(`${kept}&kept=no`))).status).toBe(404)
  })

  it.runIf(process.platform === 'linux')(
    'last through a power failure with their names: folders are written, too',
    async () => {
      await store().put('x/7.jpg', photo, picture)
      const handle = await open(folder(), 'r')
      const prototype = Object.getPrototypeOf(handle) as FileHandle
      await handle.close()
      const synced: number[] = []
      const { sync } = prototype
      vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
        synced.push((await this.stat()).ino)
        return sync.call(this)
      })
      const nodes = async (...parts: string[]) => (await stat(join(folder(), ...parts))).ino
      await store().put('x/8.jpg', photo, picture)
      const [file, place] = [await nodes('content', 'x', '8.jpg'), await nodes('content', 'x')]
      expect([synced.indexOf(file) >= 0, synced.indexOf(place) > synced.indexOf(file)]).toEqual([true, true])
      synced.length = 0
      await store().put('new/deep/9.jpg', photo, picture)
      for (const made of [['content'], ['content', 'new'], ['content', 'new', 'deep']])
        expect([made, synced.includes(await nodes(...made))]).toEqual([made, true])
      vi.restoreAllMocks()
    },
  )

  it('are described without their content', async () => {
    await store().put('x/2.jpg', photo, picture)
    const head = await get('x/2.jpg', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '9', ''])
  })

  it.runIf(existsSync('/proc/self/fd'))('are closed again, also when no reader follows', async () => {
    await store().put('x/5.jpg', photo, picture)
    for (let i = 0; i < 20; i++) {
      await get('x/5.jpg', { method: 'HEAD' })
      await (await get('x/5.jpg')).body?.cancel()
      await (await get('x/5.jpg')).text()
    }
    const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''))
    expect((await Promise.all(links)).filter((file) => file.endsWith('x/5.jpg'))).toEqual([])
  })

  it('can be sent by a page of another origin, which asks first', async () => {
    const ticket = await store().uploadByPut({ key: 'x/3.jpg', ...photo, seconds: 60 })
    const origin = 'http://127.0.0.1:10186'
    const asked = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
    const answer = await app.fetch(new Request(ticket?.url ?? '', { method: 'OPTIONS', headers: asked }))
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, origin])
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
  })

  it('are not there when the line was cut in the middle of an upload, and nothing is left of it', async () => {
    const size = 1024 * 1024
    const ticket = await store().uploadByPut({ key: 'cut.mp4', type: 'video/mp4', size, seconds: 60 })
    const { pathname, search } = new URL(ticket?.url ?? '')
    const { port } = server.address() as AddressInfo
    const headers = { 'content-type': 'video/mp4', 'content-length': String(size) }
    const incoming = () => readdir(join(folder(), 'incoming'))
    await new Promise<void>((resolve) => {
      const call = httpRequest({ port, host: '127.0.0.1', path: pathname + search, method: 'PUT', headers })
      call.on('error', () => resolve())
      call.write(Buffer.alloc(size / 2))
      void expect
        .poll(incoming)
        .toHaveLength(1)
        .then(() => call.destroy(new Error('cut')))
    })
    await expect.poll(incoming).toEqual([])
    expect(await store().head('cut.mp4')).toBeUndefined()
    const again = await app.fetch(
      new Request(ticket?.url ?? '', { method: 'PUT', headers: ticket?.headers ?? {}, body: new Uint8Array(size) }),
    )
    expect(again.status).toBe(200)
    expect(await store().head('cut.mp4')).toMatchObject({ size })
  })

  it('that were never finished are removed a day later, and are in no list', async () => {
    const incoming = join(folder(), 'incoming')
    await mkdir(incoming, { recursive: true })
    for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'half')
    const yesterday = Date.now() / 1000 - 90_000
    await utimes(join(incoming, 'old'), yesterday, yesterday)
    expect((await listed(store(), '')).map(({ key }) => key)).not.toContain('old')
    expect(await readdir(incoming)).toEqual(['new'])
  })

  it('are refused in plain words when the disk does not take them', async () => {
    await writeFile(join(folder(), 'content', 'wall'), 'a file where a folder should be')
    const failure: unknown = await store()
      .put('wall/1.jpg', photo, picture)
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'StoreFailure', reason: 'busy' })
    const ticket = await store().uploadByPut({ key: 'wall/1.jpg', ...photo, seconds: 60 })
    const answer = await app.fetch(
      new Request(ticket?.url ?? '', { method: 'PUT', headers: ticket?.headers ?? {}, body: 'a picture' }),
    )
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'SERVICE_BUSY' }])
  })

  it('lie where no other store reads, and are opened by no address of the other', async () => {
    await store().put('x/4.jpg', photo, picture)
    expect(await app.deps.stores.assets.head('x/4.jpg')).toBeUndefined()
    expect((await stat(join(folder(), 'content', 'x', '4.jpg'))).size).toBe(9)
    const url = await app.deps.stores.assets.readUrl('x/4.jpg', { seconds: 60 })
    expect((await app.fetch(new Request(url.replace('/assets/', '/private/')))).status).toBe(404)
  })
})
