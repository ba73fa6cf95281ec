export interface FormPart {
  name: string
  filename: string | undefined
  type: string | undefined
  bytes: Buffer
}

const LINE = Buffer.from('\r\n')
const BLANK = Buffer.from('\r\n\r\n')

/** The parts of a multipart/form-data body, strictly after RFC 7578; undefined for other or truncated bodies. */
export function formParts(contentType: string | undefined, body: Buffer): FormPart[] | undefined {
  const boundary = /^multipart\/form-data;\s*boundary=(?:"([^"]{1,70})"|([\w'()+,./:=?-]{1,70}))$/i.exec(
    contentType ?? '',
  )
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return undefined
  const first = Buffer.from(`--${mark}`)
  const next = Buffer.from(`\r\n--${mark}`)
  const parts: FormPart[] = []
  if (!body.subarray(0, first.length).equals(first)) return undefined
  let at = first.length
  while (!body.subarray(at, at + 2).equals(Buffer.from('--'))) {
    if (!body.subarray(at, at + 2).equals(LINE)) return undefined
    const headEnd = body.indexOf(BLANK, at)
    const end = headEnd === -1 ? -1 : body.indexOf(next, headEnd + 2)
    if (end === -1) return undefined
    const part = partOf(body.subarray(at + 2, headEnd).toString('utf8'), body.subarray(headEnd + 4, end))
    if (part === undefined) return undefined
    parts.push(part)
    at = end + next.length
  }
  return parts
}

function partOf(head: string, bytes: Buffer): FormPart | undefined {
  const headers = new Map(
    head.split('\r\n').map((one): [string, string] => {
      const colon = one.indexOf(':')
      return [one.slice(0, colon).trim().toLowerCase(), one.slice(colon + 1).trim()]
    }),
  )
  const disposition = headers.get('content-disposition') ?? ''
  const name = /^form-data;(?:.*;)?\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) return undefined
  return { name, filename: /filename="([^"]*)"/i.exec(disposition)?.[1], type: headers.get('content-type'), bytes }
}
