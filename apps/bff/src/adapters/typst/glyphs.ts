import { readFileSync } from 'node:fs'

/** First and last of code points that stand next to each other. */
type Range = readonly [first: number, last: number]

/**
 * The characters that a TrueType font draws, from its table "cmap" in format 12 (OpenType 1.9, "cmap"): the engine
 * prints the others as empty boxes and does not say so.
 */
export function coverageOf(fontFile: string): readonly Range[] {
  const font = readFileSync(fontFile)
  const cmap = tableAt(font, 'cmap')
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 8 + i * 8),
  )
  const full = subtables.find((at) => font.readUInt16BE(at) === 12)
  if (full === undefined) throw new Error(`${fontFile} lists its characters in another format than 12`)
  return Array.from({ length: font.readUInt32BE(full + 12) }, (_, i) => {
    const group = full + 16 + i * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)]
  })
}

function tableAt(font: Buffer, name: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8)
  }
  throw new Error(`no table ${name} in the font`)
}

function covers(ranges: readonly Range[], code: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first = 0, last = 0] = ranges[middle] ?? []
    if (code < first) high = middle - 1
    else if (code > last) low = middle + 1
    else return true
  }
  return false
}

/** Spaces, marks of direction, joiners and variants draw nothing, with or without a glyph. */
const INVISIBLE = /^[\s\p{Cf}\p{Cc}\p{Variation_Selector}]$/u
const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** What a reader takes for one sign and the font cannot draw, each once, in the order of the text. */
export function missingSigns(text: string, ranges: readonly Range[]): string[] {
  const lacks = (sign: string) => !INVISIBLE.test(sign) && !covers(ranges, sign.codePointAt(0) ?? 0)
  const found = new Set<string>()
  for (const { segment } of signs.segment(text)) if ([...segment].some(lacks)) found.add(segment)
  return [...found]
}
