/** The end of an archive: its comment can be this long, and must end where the file ends. */
const ARCHIVE_END = Buffer.from('PK\u0005\u0006', 'latin1')
const ARCHIVE_TAIL = 22 + 65_535

/** What browsers and servers would run, wherever in a file it stands. */
const RUN = ['<script', '<?php', '<html', '<!doctype html', '<svg', '<iframe'] as const
/** What a reader of PDF would do by itself. */
const PDF_ACTS = ['/JavaScript', '/Launch', '/EmbeddedFile'] as const
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

/** Whether a PDF is something else as well, or would act by itself. What stands in packed parts of it is not seen. */
export const isActivePdf = (bytes: Buffer): boolean =>
  endsAsArchive(bytes) || holdsTag(bytes, RUN) || PDF_ACTS.some((word) => bytes.includes(word))

/** Whether a PDF was sent whole: it ends with its mark, give or take what programs write behind it. */
export const isWholePdf = (bytes: Buffer): boolean => bytes.subarray(-PDF_MARK_WITHIN).includes('%%EOF')
