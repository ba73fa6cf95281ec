import { createHash } from 'node:crypto'
import { FILE_RULES, type FileRule } from '@qingpin/contract/attachments/attachments.rules'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import {
  aJpegWithComment,
  anHeic,
  anMp4,
  aPackedPdf,
  aPdf,
  aPhotoWithLocation,
  aPicture,
  aPngBomb,
  aZipBomb,
  SCRIPT_SVG,
} from '@qingpin/testing/odd-files'
import { makePictures } from '../adapters/sharp/picture.adapter.ts'
import { GUEST } from '../context.ts'
import { AppError } from '../errors.ts'
import { makeLogger } from '../runtime/log.ts'
import { MemoryBudget } from '../runtime/memory-budget.ts'
import { type InspectedFile, inspectFile } from './index.ts'

const pictures = makePictures(makeLogger('silent'))
const memoryBudget = new MemoryBudget()
const SENDER = { actor: GUEST, caller: '192.0.2.7' }
afterAll(() => pictures.stop())

const inPieces = async function* (bytes: Uint8Array, size = 65_536) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const take = (bytes: Uint8Array, name = '', rule: FileRule = FILE_RULES.personalPhoto) =>
  inspectFile(
    { pictures, memoryBudget, ...SENDER },
    { name, bytes: inPieces(bytes) },
    rule,
    async (file) => file as InspectedFile,
  )
const picture = async (bytes: Uint8Array, name?: string, rule?: FileRule) => {
  const file = await take(bytes, name, rule)
  if (file.medium !== 'picture') throw new Error(`a ${file.medium}`)
  return file
}
const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : error
}
const cat = (...parts: Uint8Array[]) => Buffer.concat(parts)

describe('a picture that is uploaded', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is stored as a JPEG of its size, with a thumbnail',
    async (format) => {
      const { type, width, height, thumbnail, bytes } = await picture(await aPicture(format), 'a.jpg')
      expect([type, width, height, thumbnail.width, thumbnail.height]).toEqual(['image/jpeg', 640, 480, 480, 360])
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 480 })
      expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 480 })
    },
  )

  it('is turned upright, and its place and device are removed', async () => {
    const original = await aPhotoWithLocation()
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Phone-of-hers')
    const { bytes, width, height, thumbnail } = await picture(original)
    expect([width, height]).toEqual([480, 640])
    for (const kept of [bytes, thumbnail.bytes]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata()
      expect([exif, xmp, iptc, icc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined])
      expect(Buffer.from(kept).toString('latin1')).not.toMatch(/Phone-of-hers|Exif/)
    }
  })

  it('that exceeds the size of its kind is scaled down', async () => {
    const { width, height } = await picture(await aPicture('jpeg', 4000, 1000))
    expect([width, height]).toEqual([2048, 512])
  })

  it('that is transparent gets a white background', async () => {
    const nothing = { width: 200, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const
    const { bytes } = await picture(await sharp({ create: nothing }).png().toBuffer())
    expect((await sharp(bytes).stats()).channels[0]?.mean).toBeGreaterThan(250)
  })

  it('is recognised by the hash of the sent bytes under any name', async () => {
    const original = await aPicture('png')
    const [one, other] = [await picture(original, '一.png'), await picture(original, '二.png')]
    expect(one.sha256()).toBe(createHash('sha256').update(original).digest('hex'))
    expect(other.sha256()).toBe(one.sha256())
    expect(Buffer.from(other.bytes).equals(one.bytes)).toBe(true)
  })

  it('with an appended video, as of live photos, is accepted without the video', async () => {
    const { bytes } = await picture(cat(await aPicture(), anMp4(100_000)))
    expect(bytes.length).toBeLessThan(50_000)
  })

  it('releases its memory, accepted or refused', async () => {
    await picture(await aPicture())
    await codeOf(take(aPngBomb(20_000, 10_000)))
    expect(memoryBudget.held).toBe(0)
  })
})

describe('the content of a file', () => {
  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string?]>([
    ['nothing at all', 'FILE_EMPTY', () => Buffer.alloc(0)],
    ['a picture of one pixel', 'PICTURE_TOO_SMALL', () => aPngBomb(1, 1)],
    ['200 megapixels in 30 kB', 'PICTURE_TOO_BIG', () => aPngBomb(20_000, 10_000)],
    ['a drawing with a script', 'FILE_TYPE_NOT_ALLOWED', () => SCRIPT_SVG],
    ['a drawing with a script that is called a photo', 'FILE_TYPE_NOT_ALLOWED', () => SCRIPT_SVG, 'photo.jpg'],
    ['an archive that unpacks to 200 MB', 'FILE_TYPE_NOT_ALLOWED', () => aZipBomb(200), 'photo.jpg'],
    ['an archive that says it is a document', 'FILE_TYPE_NOT_ALLOWED', () => aZipBomb(20, '[Content_Types].xml')],
    ['a page', 'FILE_TYPE_NOT_ALLOWED', () => Buffer.from('<html><script>alert(1)</script></html>'), 'a.jpg'],
    ['a program', 'FILE_TYPE_NOT_ALLOWED', () => cat(Buffer.from('MZ'), Buffer.alloc(500)), 'a.jpg'],
    ['a moving picture', 'FILE_TYPE_NOT_ALLOWED', () => cat(Buffer.from('GIF89a'), Buffer.alloc(500)), 'a.gif'],
    ['a picture of an iPhone', 'HEIC_NOT_SUPPORTED', anHeic, 'IMG_1.HEIC'],
    ['a PDF where only pictures are taken', 'FILE_TYPE_NOT_ALLOWED', () => aPdf()],
    ['a film where only pictures are taken', 'FILE_TYPE_NOT_ALLOWED', () => anMp4()],
    ['a picture and an archive in one', 'FILE_NOT_SAFE', async () => cat(await aPicture(), aZipBomb(1))],
    ['a picture and a PDF in one', 'FILE_NOT_SAFE', async () => aJpegWithComment(await aPicture(), '%PDF-1.7 1 0 obj')],
    [
      'a picture and a page in one',
      'FILE_NOT_SAFE',
      async () => aJpegWithComment(await aPicture(), '<SCRIPT>x()</script>'),
    ],
    [
      'a picture and a program in one',
      'FILE_NOT_SAFE',
      async () => cat(await aPicture('png'), Buffer.from('<?php x(); ?>')),
    ],
    ['half a picture', 'FILE_UNREADABLE', async () => (await noise(800)).subarray(0, 20_000)],
    [
      'the head of a picture',
      'FILE_UNREADABLE',
      async () => cat((await aPicture()).subarray(0, 30), Buffer.alloc(900, 1)),
    ],
    ['51 MB', 'FILE_TOO_LARGE', async () => cat(await aPicture(), Buffer.alloc(51 << 20))],
  ])('(%s) is refused with %s', async (_, code, make, name = '') => {
    expect(await codeOf(take(await make(), name))).toBe(code)
  })

  const noise = (side: number) =>
    sharp({
      create: {
        width: side,
        height: side,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer()

  it('decides its type: a PNG called .jpg, as WeChat names it, is accepted', async () => {
    expect((await picture(await aPicture('png'), 'tmp_4f.jpg')).width).toBe(640)
    expect((await picture(await aPicture('webp'), '没有后缀')).width).toBe(640)
  })

  it.each([
    ['IMG_2024.jfif', 'IMG_2024.jpg'],
    ['IMG_2024.jpe', 'IMG_2024.jpg'],
    ['IMG_2024.HEIC', 'IMG_2024.jpg'],
    ['x.jpg.tmp', 'x.jpg'],
    ['证书 2024.12', '证书 2024.12.jpg'],
    ['王桂兰.身份证', '王桂兰.身份证.jpg'],
    ['扫描件', '扫描件.jpg'],
    ['截图.png', '截图.jpg'],
    ['photo.jpg.html', 'photo.jpg'],
    ['intro.mp4', 'intro.jpg'],
    ['IMG.JPG', 'IMG.JPG'],
    ['a.jpeg', 'a.jpeg'],
    ['.tmp', 'tmp.jpg'],
    ['', ''],
  ])('decides its name: %s is stored as %s', async (sent, kept) => {
    expect(await picture(await aPicture(), sent)).toMatchObject({ name: kept, type: 'image/jpeg' })
  })

  it('keeps the name within its length when the ending is added', async () => {
    const { name } = await picture(await aPicture(), '证'.repeat(200))
    expect([[...name].length, name.endsWith('证.jpg')]).toEqual([200, true])
  })

  it('is refused with Retry-After while the memory budget is used up', async () => {
    const full = new MemoryBudget(1000)
    const bytes = inPieces(await aPicture())
    const refused = inspectFile(
      { pictures, memoryBudget: full, ...SENDER },
      { name: '', bytes },
      FILE_RULES.personalPhoto,
      async () => 1,
    )
    expect([await codeOf(refused), full.held]).toEqual(['SERVICE_BUSY', 0])
  })

  it('leaves memory for others while one sender uploads much', async () => {
    const room = new MemoryBudget(1000)
    let end = () => {}
    const waiting = new Promise<void>((resolve) => (end = resolve))
    const first = room.gather(inPieces(Buffer.alloc(400)), 'one', () => waiting)
    const more = (who: string, bytes: number) =>
      codeOf(room.gather(inPieces(Buffer.alloc(bytes)), who, async () => 'ok'))
    await expect.poll(() => room.held).toBe(400)
    expect([await more('one', 200), await more('other', 500)]).toEqual(['SERVICE_BUSY', undefined])
    end()
    await first
    expect([await more('one', 500), room.held]).toEqual([undefined, 0])
  })

  it('crashes at most the drawing process, which the next picture starts again', async () => {
    await picture(await aPicture())
    const before = pictures.pid()
    const drawing = codeOf(picture(await noise(3000)))
    process.kill(before ?? 0, 'SIGKILL')
    expect(await drawing).toBe('FILE_UNREADABLE')
    expect((await picture(await aPicture())).width).toBe(640)
    expect(pictures.pid()).not.toBe(before)
  })
})

describe('papers and films', () => {
  it('a report can be a PDF, which is stored unchanged', async () => {
    const file = await take(aPdf(), '体检.pdf', FILE_RULES.medicalReport)
    expect(file).toMatchObject({ medium: 'pdf', type: 'application/pdf', name: '体检.pdf' })
    expect(file.sha256()).toBe(createHash('sha256').update(aPdf()).digest('hex'))
  })

  it.each<[string, string, Uint8Array]>([
    ['was cut short', 'FILE_UNREADABLE', aPdf().subarray(0, 60)],
    ['acts by itself', 'FILE_NOT_SAFE', aPdf('/OpenAction<</S/JavaScript/JS(app.alert)>>')],
    ['starts programs', 'FILE_NOT_SAFE', aPdf('/OpenAction<</S/Launch>>')],
    ['carries files', 'FILE_NOT_SAFE', aPdf('/Names<</EmbeddedFiles 3 0 R>>/Type/EmbeddedFile')],
    ['acts by itself under a name in numbers', 'FILE_NOT_SAFE', aPdf('/OpenAction<</S/Java#53cript>>')],
    ['acts by itself under a name all in numbers', 'FILE_NOT_SAFE', aPdf('/A<</S/#4c#61#75#6E#63#68>>')],
    ['sends what is filled in', 'FILE_NOT_SAFE', aPdf('/AA<</O<</S/SubmitForm/F(https://x.example)>>>>')],
    ['takes in data', 'FILE_NOT_SAFE', aPdf('/A<</S/ImportData>>')],
    ['leads to a page', 'FILE_NOT_SAFE', aPdf('/A<</S/URI/URI(https://x.example)>>')],
    ['leads to another file', 'FILE_NOT_SAFE', aPdf('/A<</S/GoToR/F(x.pdf)>>')],
    ['leads to a page from packed objects', 'FILE_NOT_SAFE', aPackedPdf('<</S/URI/URI(https://x.example)>>')],
    ['acts from packed objects', 'FILE_NOT_SAFE', aPackedPdf('<</S/J#61vaScript>>')],
    ['packs objects under a name in numbers', 'FILE_NOT_SAFE', aPackedPdf('<<>>', { type: '/Obj#53tm' })],
    [
      'packs objects in a way that is not looked through',
      'FILE_NOT_SAFE',
      aPackedPdf('<<>>', { filter: '/LZWDecode' }),
    ],
    ['packs more than it may', 'FILE_NOT_SAFE', aPackedPdf('<</N 1>>'.repeat(3 << 20))],
    ['is an archive, too', 'FILE_NOT_SAFE', cat(aPdf(), aZipBomb(1), Buffer.from('%%EOF'))],
  ])('a PDF that %s is refused with %s', async (_, code, bytes) => {
    expect(await codeOf(take(bytes, 'a.pdf', FILE_RULES.medicalReport))).toBe(code)
  })

  it.each([
    ['packed objects without anything to do', aPackedPdf('<</Type/Font/BaseFont/SimSun>>')],
    ['a name in numbers that does nothing', aPdf('/BaseFont/Sim#20Sun')],
    ['a word that begins like an act', aPdf('/URIs 1/LaunchPad 2')],
  ])('a PDF with %s is accepted', async (_, bytes) => {
    expect((await take(bytes, '证书.PDF', FILE_RULES.certificate)).name).toBe('证书.PDF')
  })

  it('a video is streamed, and its hash is computed on the way', async () => {
    const film = anMp4(3 << 20)
    let [length, mostHeld] = [0, 0]
    const source = { name: '介绍.mp4', bytes: inPieces(film) }
    const sha = await inspectFile(
      { pictures, memoryBudget, ...SENDER },
      source,
      FILE_RULES.selfIntroductionVideo,
      async (file) => {
        if (file.medium !== 'video') throw new Error('no film')
        for await (const piece of file.bytes) {
          length += piece.length
          mostHeld = Math.max(mostHeld, memoryBudget.held)
        }
        return file.sha256()
      },
    )
    expect([length, mostHeld]).toEqual([film.length, 0])
    expect(sha).toBe(createHash('sha256').update(film).digest('hex'))
  })

  it('a video of 51 MB is refused while it is read', async () => {
    const rule = FILE_RULES.selfIntroductionVideo
    const reading = inspectFile(
      { pictures, memoryBudget, ...SENDER },
      { name: 'a.mp4', bytes: inPieces(anMp4(51 << 20)) },
      rule,
      async (file) => {
        let length = 0
        if (file.medium === 'video') for await (const piece of file.bytes) length += piece.length
        return length
      },
    )
    expect(await codeOf(reading)).toBe('FILE_TOO_LARGE')
  })
})
