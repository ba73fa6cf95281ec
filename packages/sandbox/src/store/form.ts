import { StoreError } from './errors.ts'

/** An upload form: the fields before the file, with names in lower case because stores ignore case, and the file. */
export interface UploadForm {
  fields: ReadonlyMap<string, string>
  file: { name: string; body: Uint8Array<ArrayBuffer> }
}

/** Reads multipart/form-data. Parts after the file are ignored, as stores do. */
export function readForm(contentType: string, body: Uint8Array): UploadForm {
  const [, quoted, plain] = /^multipart\/form-data;.*\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw malformed('no boundary')
  const bytes = Buffer.from(body)
  const fields = new Map<string, string>()
  const mark = Buffer.from(`--${boundary}`)
  let at = bytes.indexOf(mark)
  if (at < 0) throw malformed('the boundary does not occur')
  for (;;) {
    const start = at + mark.length
    if (bytes.subarray(start, start + 2).equals(Buffer.from('--'))) break
    const headEnd = bytes.indexOf('\r\n\r\n', start)
    const end = bytes.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), headEnd + 2)
    if (headEnd < 0 || end < 0) throw malformed('a part has no end')
    const head = bytes.subarray(start, headEnd).toString('utf8')
    const content = bytes.subarray(headEnd + 4, end)
    const name = /\bname="([^"]*)"/i.exec(head)?.[1]
    if (name === undefined) throw malformed('a part has no name')
    if (name === 'file') {
      const file = new Uint8Array(content)
      return { fields, file: { name: /\bfilename="([^"]*)"/i.exec(head)?.[1] ?? '', body: file } }
    }
    fields.set(name.toLowerCase(), content.toString('utf8'))
    at = end + 2
  }
  throw new StoreError(400, 'IncorrectNumberOfFilesInPOSTRequest', 'POST requires exactly one file upload per request.')
}

function malformed(why: string) {
  return new StoreError(400, 'MalformedPOSTRequest', `The body of your POST request is not well-formed: ${why}.`)
}
