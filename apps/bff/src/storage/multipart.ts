import type { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { AppError } from '../errors.ts'
import { asUtf8 } from './file-name.ts'
import { withMinimumThroughput } from './minimum-throughput.ts'
import { DRAINED_BYTES, DRAINED_MS, FORM_EXTRA_BYTES, FORM_FIELD_BYTES, LONGEST_NAME } from './storage.rules.ts'

/** A file as it comes in. Its name is what the sender says. */
export interface Incoming {
  name: string
  /** Can be read once. Throws FILE_TOO_LARGE or UPLOAD_INCOMPLETE in the middle. */
  bytes: AsyncIterable<Uint8Array>
}
export interface FormRules {
  /** The name of the file part; other files are passed over. */
  field: string
  most: number
  maxBytes: number
}
export interface Form<T> {
  files: T[]
  /** What else was filled in. */
  fields: Record<string, string>
}

/**
 * Reads a form with files while it comes in. `take` gets one file after another, with the fields that stood before it; the
 * next one waits until it is done.
 * Throws UPLOAD_FORM_NEEDED, TOO_MANY_FILES, FILE_TOO_LARGE, UPLOAD_INCOMPLETE, and what `take` throws.
 */
export async function readForm<T>(
  request: Request,
  rules: FormRules,
  take: (file: Incoming, fields: Readonly<Record<string, string>>) => Promise<T>,
): Promise<Form<T>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data *;.*boundary=/i.test(type) || !request.body) throw new AppError('UPLOAD_FORM_NEEDED')
  const source = Readable.from(withMinimumThroughput(request.body), { objectMode: false })
  try {
    // Said before anything is looked at, where the length is known.
    if (Number(request.headers.get('content-length') ?? 0) > rules.most * rules.maxBytes + FORM_EXTRA_BYTES)
      throw new AppError('FILE_TOO_LARGE')
    return await gathered(source, parser(type, rules), rules, take)
  } finally {
    await drain(source)
  }
}

/** For who refuses a form before it is read. */
export async function unread({ body }: Request): Promise<void> {
  if (body) await drain(Readable.fromWeb(body as ReadableStream<Uint8Array>))
}

/** Reads on to the end, within reason: who is refused while still sending would find the line cut, and no reason. */
async function drain(source: Readable): Promise<void> {
  let left = DRAINED_BYTES
  const late = setTimeout(() => source.destroy(), DRAINED_MS)
  try {
    for await (const piece of source) if ((left -= (piece as Uint8Array).length) < 0) break
  } catch {
    // The line is gone already.
  } finally {
    clearTimeout(late)
  }
}

function parser(type: string, { most, maxBytes }: FormRules): BusboyInstance {
  try {
    const form = new Busboy({
      headers: { 'content-type': type },
      limits: {
        files: most,
        fileSize: maxBytes,
        fields: 20,
        fieldSize: FORM_FIELD_BYTES,
        fieldNameSize: 100,
        parts: most + 20,
      },
    })
    readNamesOfWindows(form)
    return form
  } catch {
    throw new AppError('UPLOAD_INCOMPLETE')
  }
}

/** The parser takes every name for UTF-8, so each part's head is brought into it before the parser reads it. */
function readNamesOfWindows(form: BusboyInstance): void {
  const { parser } = (form as unknown as { _parser: { parser: EventEmitter } })._parser
  parser.prependListener('part', (part: EventEmitter) => {
    part.on('header', (head: Record<string, string[] | undefined>) => {
      const line = head['content-disposition']
      if (line?.[0] !== undefined) line[0] = asUtf8(line[0])
    })
  })
}

function gathered<T>(
  source: Readable,
  form: BusboyInstance,
  { field }: FormRules,
  take: (file: Incoming, fields: Readonly<Record<string, string>>) => Promise<T>,
): Promise<Form<T>> {
  const files: T[] = []
  const fields: Record<string, string> = {}
  const open = new Set<BusboyFileStream>()
  let before: Promise<unknown> = Promise.resolve()
  return new Promise((resolve, reject) => {
    let failed = false
    /** What is under way ends first, so that nothing goes on behind a refusal. */
    const fail = (error: unknown) => {
      if (failed) return
      failed = true
      source.unpipe(form)
      for (const stream of open) stream.destroy(new AppError('UPLOAD_INCOMPLETE'))
      void before.then(() => reject(error))
    }
    const cut = (error?: unknown) => fail(error instanceof AppError ? error : new AppError('UPLOAD_INCOMPLETE'))
    const tooMany = () => fail(new AppError('TOO_MANY_FILES'))
    const takeNext = async (name: string, stream: BusboyFileStream) => {
      if (failed) return
      files.push(await take({ name: baseName(name), bytes: untilCut(stream) }, { ...fields }))
      // The next part comes only when this one has been read to its end.
      stream.resume()
    }
    form.on('field', (name, value) => {
      fields[name] = value
    })
    form.on('file', (name, stream, filename = '') => {
      open.add(stream)
      stream.on('error', () => undefined).on('close', () => open.delete(stream))
      if (name === field) before = before.then(() => takeNext(filename, stream)).catch(fail)
      else stream.resume()
    })
    form
      .on('filesLimit', tooMany)
      .on('partsLimit', tooMany)
      .on('error', () => cut())
    form.on('finish', () => void before.then(() => failed || resolve({ files, fields })))
    source.on('error', cut).pipe(form)
  })
}

async function* untilCut(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield piece as Uint8Array
  if (stream.truncated) throw new AppError('FILE_TOO_LARGE')
}

/** Without folders and what no file system or row can hold. */
export const baseName = (name: string): string =>
  [...(name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '')].slice(-LONGEST_NAME).join('')
