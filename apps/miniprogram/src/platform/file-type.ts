/** How many bytes of a file tell what it is. */
export const HEAD_BYTES = 16

const MARKS: readonly (readonly [type: string, at: number, mark: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['application/pdf', 0, '%PDF-'],
  ['image/heic', 8, 'hei'],
  ['image/heic', 8, 'mif1'],
  ['video/quicktime', 8, 'qt  '],
  ['video/mp4', 4, 'ftyp'],
]

/** By its first bytes, as the server tells it, whatever the file is called; undefined for what is not known. */
export function typeByContent(head: ArrayBuffer): string | undefined {
  const text = String.fromCharCode(...new Uint8Array(head))
  return MARKS.find(([, at, mark]) => text.slice(at, at + mark.length) === mark)?.[0]
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
}

/** By the end of its name; undefined for one that says nothing. */
export const typeByName = (name: string): string | undefined => {
  const ending = /\.(\w{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.prototype.hasOwnProperty.call(TYPES, ending) ? TYPES[ending] : undefined
}

export const lastOfPath = (path: string): string => path.split(/[?#]/)[0]?.split('/').pop() ?? ''
