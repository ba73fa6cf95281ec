import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { AppError } from '../errors.ts'

export interface FormLimits {
  /** Of the file, in bytes. */
  fileSize: number
  fields?: number
}

/** The fields that stood before the file, and the file as it comes. */
export interface IncomingForm {
  fields: ReadonlyMap<string, string>
  file: { name: string; type: string; stream: AsyncIterable<Uint8Array> }
  /** For who does not want the file: the rest of the request is not waited for. */
  stop: () => void
}

const FIELD_BYTES = 16_384

/**
 * Reads a form with one file, whose content is handed on as it arrives and never kept. It is read to its end, or
 * stopped. Fields after it are not seen.
 *
 * Throws UNSUPPORTED_MEDIA_TYPE for what is no such form, VALIDATION_ERROR for one without a file; the stream throws
 * PAYLOAD_TOO_LARGE where the file exceeds its limit, and an Error where the request ends in the middle.
 */
export async function readForm(request: Request, { fileSize, fields: most = 20 }: FormLimits): Promise<IncomingForm> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data') || !request.body)
    throw new AppError('UNSUPPORTED_MEDIA_TYPE')
  const limits = { files: 1, fields: most, fieldSize: FIELD_BYTES, fileSize: fileSize + 1 }
  const parser = openParser(type, limits)
  const source = Readable.fromWeb(request.body as unknown as NodeReadableStream)
  const fields = new Map<string, string>()
  return new Promise((resolve, reject) => {
    const noFile = () =>
      reject(new AppError('VALIDATION_ERROR', { details: [{ field: 'file', message: '请选择一个文件' }] }))
    parser.on('field', (name, value) => fields.set(name, value))
    parser.on('file', (_name, stream, { filename, mimeType }) => {
      source.once('error', (error) => stream.destroy(error))
      const stop = () => void source.destroy()
      resolve({
        fields: new Map(fields),
        stop,
        file: { name: filename ?? '', type: mimeType, stream: within(stream, fileSize) },
      })
    })
    parser.on('error', (cause) => reject(new AppError('VALIDATION_ERROR', { cause })))
    parser.on('close', noFile)
    source.once('error', (cause) => {
      reject(new AppError('VALIDATION_ERROR', { cause }))
      parser.destroy()
    })
    source.pipe(parser)
  })
}

/** The parser throws where the type names no boundary. */
function openParser(type: string, limits: busboy.Limits): busboy.Busboy {
  try {
    return busboy({ headers: { 'content-type': type }, limits, defParamCharset: 'utf8' })
  } catch (cause) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', { cause })
  }
}

async function* within(stream: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let seen = 0
  for await (const piece of stream) {
    seen += piece.length
    if (seen > most) throw new AppError('PAYLOAD_TOO_LARGE')
    yield piece
  }
}
