import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { readForm } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=xyz'
const part = (name: string, content: string, more = '') =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`
const file = (content: string, name = 'photo.jpg') => part('file', content, `; filename="${name}"`)
const END = '--xyz--\r\n'

const requestOf = (pieces: AsyncIterable<Uint8Array> | string, type = TYPE) =>
  new Request('http://test.local/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof pieces === 'string' ? pieces : ReadableStream.from(pieces),
    duplex: 'half',
  } as RequestInit)

const codeOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof AppError ? error.code : error
}
const textOf = async (stream: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

describe('a form with a file', () => {
  it('gives the fields before the file, and the file as a stream', async () => {
    const form = await readForm(
      requestOf(part('key', '身份证') + file('a picture', '照片.jpg') + part('late', 'x') + END),
      {
        fileSize: 9,
      },
    )
    expect([...form.fields]).toEqual([['key', '身份证']])
    expect(form.file.name).toBe('照片.jpg')
    expect(await textOf(form.file.stream)).toBe('a picture')
  })

  it('hands the file on before it has arrived', async () => {
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (finish = resolve))
    async function* slowly() {
      yield new Uint8Array(Buffer.from(part('key', 'k') + file('x'.repeat(1000)).slice(0, -2)))
      await gate
      yield new Uint8Array(Buffer.from(`yz\r\n${END}`))
    }
    const form = await readForm(requestOf(slowly()), { fileSize: 2000 })
    finish()
    expect(await textOf(form.file.stream)).toBe(`${'x'.repeat(1000)}yz`)
  })

  it('that is larger than allowed is refused while it is read', async () => {
    const form = await readForm(requestOf(file('a picture!') + END), { fileSize: 9 })
    expect(await codeOf(textOf(form.file.stream))).toBe('PAYLOAD_TOO_LARGE')
  })

  it('that breaks off is no file', async () => {
    async function* broken() {
      yield new Uint8Array(Buffer.from(file('a pic').slice(0, -2)))
      throw new Error('gone')
    }
    const form = await readForm(requestOf(broken()), { fileSize: 9 })
    await expect(textOf(form.file.stream)).rejects.toThrow()
    const short = await readForm(requestOf(file('a pic').slice(0, -2)), { fileSize: 9 })
    await expect(textOf(short.file.stream)).rejects.toThrow()
  })

  it.each([
    ['no form at all', requestOf('{}', 'application/json'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form without a boundary', requestOf('x', 'multipart/form-data'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['fields alone', requestOf(part('key', 'k') + END), 'VALIDATION_ERROR'],
    ['nothing', requestOf(END), 'VALIDATION_ERROR'],
    ['an end too early', requestOf('--xyz\r\nContent-Disp'), 'VALIDATION_ERROR'],
  ])('is what is asked for: %s is refused', async (_, request, code) => {
    expect(await codeOf(readForm(request, { fileSize: 9 }))).toBe(code)
  })
})
