import { inflateSync } from 'node:zlib'
import { DESCRIPTION_BYTES, PACKS, UNPACKED_BYTES } from './storage.rules.ts'

/** The end of an archive: its comment can be this long, and must end where the file ends. */
const ARCHIVE_END = Buffer.from('PK\u0005\u0006', 'latin1')
const ARCHIVE_TAIL = 22 + 65_535

/** What browsers and servers would run, wherever in a file it stands. */
const RUN = ['<script', '<?php', '<html', '<!doctype html', '<svg', '<iframe'] as const
/** What a PDF viewer would do automatically or at a tap: run, open, send, fetch, or lead out of the file. */
const PDF_ACTS =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|SubmitForm|ImportData|GoToR|GoToE|RichMedia|Rendition|XFA|URI)(?![\w-])/
/** A letter of a name may be written as its number: `/Java#53cript` is `/JavaScript`. */
const NUMBERED_LETTER = /#([0-9a-f]{2})/gi
/** PDF readers look for their mark in so many bytes. */
const PDF_MARK_WITHIN = 1024

const isLetter = (byte: number) => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
const lower = (byte: number) => (isLetter(byte) ? byte | 32 : byte)

/** Whether a word stands in the bytes, in any case. Walks from one `<` to the next: pictures hold few. */
function holdsTag(bytes: Buffer, words: readonly string[]): boolean {
  for (let at = bytes.indexOf(60); at !== -1; at = bytes.indexOf(60, at + 1)) {
    for (const word of words) {
      let n = 1
      while (n < word.length && lower(bytes[at + n] ?? 0) === word.charCodeAt(n)) n++
      if (n === word.length) return true
    }
  }
  return false
}

function endsAsArchive(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf(ARCHIVE_END)
  if (at < bytes.length - ARCHIVE_TAIL || at === -1 || at + 22 > bytes.length) return false
  return at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length
}

/**
 * Whether a picture is something else as well: an archive, a page, a PDF. What phones append themselves, such as the
 * film of a live photo, is left alone.
 */
export const isTwoThings = (bytes: Buffer): boolean =>
  endsAsArchive(bytes) || holdsTag(bytes, RUN) || bytes.subarray(0, PDF_MARK_WITHIN).includes('%PDF-')

/** Whether a PDF is another format as well, acts automatically, leads elsewhere, or hides whether it does. */
export function isActivePdf(bytes: Buffer): boolean {
  if (endsAsArchive(bytes) || holdsTag(bytes, RUN)) return true
  const text = bytes.toString('latin1')
  const named = plain(text)
  return PDF_ACTS.test(text) || PDF_ACTS.test(named) || packsActs(bytes, text, named)
}

const plain = (text: string): string =>
  text.includes('#')
    ? text.replace(NUMBERED_LETTER, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** Whether objects that a PDF keeps packed act, or cannot be looked through. What stands in pages is text and harms no one. */
function packsActs(bytes: Buffer, text: string, named: string): boolean {
  const places = [...text.matchAll(/\/ObjStm/g)].map(({ index }) => index)
  // No program writes this name with numbers.
  if (places.length !== [...named.matchAll(/\/ObjStm/g)].length || places.length > PACKS) return true
  let left = UNPACKED_BYTES
  return places.some((at) => {
    const objects = left > 0 ? unpacked(bytes, text, at, left) : undefined
    left -= objects?.length ?? 0
    return objects === undefined || PDF_ACTS.test(plain(objects))
  })
}

/** The objects of the packed stream whose description holds this place; undefined where they cannot be read. */
function unpacked(bytes: Buffer, text: string, place: number, most: number): string | undefined {
  const begin = /stream\r?\n/.exec(text.slice(place, place + DESCRIPTION_BYTES))
  if (!begin) return undefined
  const before = text.slice(Math.max(0, place - DESCRIPTION_BYTES), place)
  const description = plain(before.slice(before.lastIndexOf('obj')) + text.slice(place, place + begin.index))
  // Then it was looked through with everything else.
  if (!description.includes('/Filter')) return ''
  const filters = [...description.matchAll(/\/(\w+Decode|Crypt)\b/g)].map(([, name]) => name)
  if (filters.join() !== 'FlateDecode' || description.includes('/Predictor')) return undefined
  try {
    const packed = bytes.subarray(place + begin.index + begin[0].length)
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1')
  } catch {
    return undefined
  }
}

/** Whether a PDF was sent whole: it ends with its mark, give or take what programs write behind it. */
export const isWholePdf = (bytes: Buffer): boolean => bytes.subarray(-PDF_MARK_WITHIN).includes('%%EOF')
