import { unzipSync } from 'fflate'
import { Refused, UNPACKED } from './job.ts'

const END = 0x0605_4b50
const ENTRY = 0x0201_4b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LONGEST_COMMENT = 0xffff
const ZIP64 = 0xffff_ffff

/** Looks at the directory of an archive before anything is unpacked. Throws Refused where it is too big or damaged. */
export function checkArchive(bytes: Buffer): void {
  const end = endOf(bytes)
  const entries = bytes.readUInt16LE(end + 10)
  if (entries > UNPACKED.maxParts) throw new Refused('too-big')
  let total = 0
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < entries; n++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw new Refused('unreadable')
    const unpacked = bytes.readUInt32LE(at + 24)
    total += unpacked
    if (unpacked === ZIP64 || total > UNPACKED.maxBytes) throw new Refused('too-big')
    at += ENTRY_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  throw new Refused('unreadable')
}

/** The named parts of an archive as texts; one that is not there is left out. */
export function partsOf(bytes: Buffer, isMeant: (name: string) => boolean): Map<string, string> {
  const parts = unzipSync(bytes, { filter: ({ name }) => isMeant(name) })
  return new Map(Object.entries(parts).map(([name, part]) => [name, Buffer.from(part).toString('utf8')]))
}
