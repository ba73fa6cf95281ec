import { deflateRawSync, deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A picture of a few colours, in the format and size that are asked for. */
export const aPicture = (format: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2a7f62' } })
    .composite([
      {
        input: Buffer.from('<svg width="90" height="60"><rect width="90" height="60" fill="#e33"/></svg>'),
        top: 0,
        left: 0,
      },
    ])
    .toFormat(format)
    .toBuffer()

const GREY = { width: 640, height: 480, channels: 3, background: '#333' } as const

/** As a phone takes it: lying on its side, with the place and the model of the phone noted. */
export const aPhotoWithLocation = (of?: string): Promise<Buffer> =>
  (of === undefined ? sharp({ create: GREY }) : sharp(of))
    .withExif({
      IFD0: { Make: 'Canary', Model: 'Phone-of-hers' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 10/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A grey PNG that is small as a file and as large as asked when it is opened. */
export function aPngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(1, 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 })
  const mark = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** An archive with one file that unpacks to so many megabytes of nothing. */
export function aZipBomb(megabytes: number, name = 'a.txt'): Buffer {
  const plain = Buffer.alloc(megabytes << 20)
  const packed = deflateRawSync(plain, { level: 9 })
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(plain), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(plain.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed])
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

/** The first box of a file as iPhones write pictures, and nothing behind it. */
export const anHeic = (): Buffer =>
  Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(400)])

export const anMp4 = (bytes = 4096): Buffer =>
  Buffer.concat([
    Buffer.from('00000018', 'hex'),
    Buffer.from('ftypmp42\0\0\0\0isommp42', 'latin1'),
    Buffer.alloc(bytes, 7),
  ])

export const aPdf = (inside = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R${inside}>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`,
    'latin1',
  )

/** A PDF whose objects stand in a packed stream, as programs write since 2003. */
export const aPackedPdf = (objects: string, { type = '/ObjStm', filter = '/FlateDecode' } = {}): Buffer => {
  const packed = deflateSync(Buffer.from(objects, 'latin1'))
  const head = `%PDF-1.7\n1 0 obj\n<</Type${type}/Filter${filter}/Length ${packed.length}/N 1/First 0>>\nstream\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\n%%EOF\n', 'latin1')])
}

/** A JPEG with a comment in which a browser that guesses would find a page. */
export const aJpegWithComment = (picture: Buffer, text: string): Buffer => {
  const comment = Buffer.from(text, 'latin1')
  const head = Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255])
  return Buffer.concat([picture.subarray(0, 2), head, comment, picture.subarray(2)])
}

export const SCRIPT_SVG = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><script>alert(1)</script></svg>',
)

/** A photo as a hand takes it that does not hold still. */
export const aBlurredPhoto = (of: string): Promise<Buffer> => sharp(of).blur(14).jpeg().toBuffer()
