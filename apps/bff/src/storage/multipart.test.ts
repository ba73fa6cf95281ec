import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { FILE_RULES } from '@qingpin/contract/attachments/attachments.rules'
import { aPicture } from '@qingpin/testing/odd-files'
import { afterAll, describe, expect, it } from 'vitest'
import { makePictures } from '../adapters/sharp/picture.adapter.ts'
import { GUEST } from '../context.ts'
import { AppError } from '../errors.ts'
import { makeLogger } from '../runtime/log.ts'
import { MemoryBudget } from '../runtime/memory-budget.ts'
import { inspectFile, readForm } from './index.ts'

const pictures = makePictures(makeLogger('silent'))
const memoryBudget = new MemoryBudget()
const SENDER = { actor: GUEST, caller: '192.0.2.7' }
afterAll(() => pictures.stop())

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : error
}
const cat = (...parts: Uint8Array[]) => Buffer.concat(parts)

describe('a form', () => {
  const rules = { field: 'files', most: 3, maxBytes: 100_000 }
  const request = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    new Request('http://test.local/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  const read = (sent: Request) =>
    readForm(sent, rules, async ({ name, bytes }) => {
      let text = ''
      for await (const piece of bytes) text += Buffer.from(piece).toString('latin1')
      return `${name}:${text.length}`
    })
  const aForm = (...files: [name: string, bytes: number, field?: string][]) => {
    const form = new FormData()
    for (const [name, bytes, field = 'files'] of files) form.append(field, new File([new Uint8Array(bytes)], name))
    return form
  }

  it('gives its files in their order, and its fields', async () => {
    const form = aForm(['甲.jpg', 10], ['乙.jpg', 90_000], ['别的.jpg', 5, 'other'])
    form.append('types', '["personalPhoto"]')
    expect(await read(request(form))).toEqual({
      files: ['甲.jpg:10', '乙.jpg:90000'],
      fields: { types: '["personalPhoto"]' },
    })
  })

  it('gives names without folders and without characters that cannot be stored', async () => {
    const { files } = await read(request(aForm(['../../etc/pass\u0000wd', 1], ['C:\\x\\照片.jpg', 2])))
    expect(files).toEqual(['passwd:1', '照片.jpg:2'])
  })

  it.each([
    // In the second one a sign of two bytes ends with the byte of a backslash.
    ['证书.jpg', 'd6a4cae9'],
    ['誠信.jpg', 'd55cd0c5'],
  ])('takes the name %s from a browser that writes GBK', async (name, gbk) => {
    const head = (filename: Buffer) =>
      cat(
        Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="'),
        filename,
        Buffer.from('"\r\n\r\n'),
      )
    const form = cat(head(cat(Buffer.from(gbk, 'hex'), Buffer.from('.jpg'))), Buffer.from('abc\r\n--x--\r\n'))
    const sent = request(new Uint8Array(form), { 'content-type': 'multipart/form-data; boundary=x' })
    expect((await read(sent)).files).toEqual([`${name}:3`])
  })

  it.each<[string, string, () => Request]>([
    ['JSON', 'UPLOAD_FORM_NEEDED', () => request('{}', { 'content-type': 'application/json' })],
    ['a form without a boundary', 'UPLOAD_FORM_NEEDED', () => request('x', { 'content-type': 'multipart/form-data' })],
    ['one file too many', 'TOO_MANY_FILES', () => request(aForm(['a', 1], ['b', 1], ['c', 1], ['d', 1]))],
    ['a file that is too large', 'FILE_TOO_LARGE', () => request(aForm(['a', 100_001]))],
    [
      'a length that is too large',
      'FILE_TOO_LARGE',
      () => request('--x--', { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '90000000' }),
    ],
    [
      'a form that ends in the middle of a file',
      'UPLOAD_INCOMPLETE',
      () =>
        request('--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nhalf', {
          'content-type': 'multipart/form-data; boundary=x',
        }),
    ],
    [
      'a form that ends before it began',
      'UPLOAD_INCOMPLETE',
      () => request('', { 'content-type': 'multipart/form-data; boundary=x' }),
    ],
  ])('(%s) is refused with %s', async (_, code, make) => {
    expect(await codeOf(read(make()))).toBe(code)
  })

  it('whose connection is cut fails, and nothing goes on waiting', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nhalf'))
      },
      pull(controller) {
        controller.error(new Error('the line is gone'))
      },
    })
    const sent = request(body, { 'content-type': 'multipart/form-data; boundary=x' })
    expect(await codeOf(read(sent))).toBe('UPLOAD_INCOMPLETE')
  })

  it('that is refused is read to its end, so that its sender receives the reply', async () => {
    const server = serve({
      fetch: async (sent) => new Response(String(await codeOf(read(sent)))),
      port: 0,
      hostname: '127.0.0.1',
    })
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const bytes of [200_000, 20 << 20]) {
      const answer = await fetch(url, { method: 'POST', body: aForm(['a', bytes]) })
      expect(await answer.text()).toBe('FILE_TOO_LARGE')
    }
    server.close()
  })

  it('whose sender disconnects releases its memory', async () => {
    const outcomes: unknown[] = []
    const server = serve({
      fetch: async (sent) => {
        const take = readForm(sent, { ...rules, maxBytes: 10 << 20 }, (file) =>
          inspectFile({ pictures, memoryBudget, ...SENDER }, file, FILE_RULES.personalPhoto, async () => 'taken'),
        )
        outcomes.push(await codeOf(take))
        return new Response()
      },
      port: 0,
      hostname: '127.0.0.1',
    })
    await new Promise((resolve) => server.once('listening', resolve))
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    line.write(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n',
    )
    line.write('--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n')
    line.write(cat(await aPicture(), Buffer.alloc(1 << 20)))
    await expect.poll(() => memoryBudget.held).toBeGreaterThan(1 << 20)
    line.destroy()
    await expect.poll(() => outcomes).toEqual(['UPLOAD_INCOMPLETE'])
    expect(memoryBudget.held).toBe(0)
    server.close()
  })

  it('goes on after a file that was read in part', async () => {
    const form = aForm(['a', 90_000], ['b', 90_000])
    const { files } = await readForm(request(form), rules, async ({ name }) => name)
    expect(files).toEqual(['a', 'b'])
  })

  it('stops at the first file that is refused', async () => {
    const seen: string[] = []
    const reading = readForm(request(aForm(['a', 1], ['b', 1])), rules, async ({ name }) => {
      seen.push(name)
      throw new AppError('FILE_NOT_SAFE')
    })
    expect([await codeOf(reading), seen]).toEqual(['FILE_NOT_SAFE', ['a']])
  })
})
