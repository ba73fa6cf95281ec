import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

const require = createRequire(import.meta.url)
const FONT = 'Card'

/** An invented person: the number names a region that was never given, with a right check digit. */
export const SHE = {
  name: '赵春梅',
  gender: '女',
  ethnicity: '汉',
  birthDate: '1983-07-15',
  address: '某某省安宁市云水区桃源路128号3幢502室',
  idNumber: '990101198307153923',
} as const

export const AUTHORITY = '安宁市公安局云水分局'

function aCanvas(): { canvas: Canvas; pen: SKRSContext2D } {
  if (!GlobalFonts.has(FONT)) {
    const family = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
    GlobalFonts.registerFromPath(join(family, '400Regular', 'NotoSansSC_400Regular.ttf'), FONT)
  }
  const canvas = createCanvas(1011, 638)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#e9f1f4'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = 'top'
  return { canvas, pen }
}

type Word = readonly [text: string, x: number, y: number, size?: number]
function write(pen: SKRSContext2D, colour: string, words: readonly Word[]): void {
  pen.fillStyle = colour
  for (const [text, x, y, size = 36] of words) {
    pen.font = `${size}px ${FONT}`
    pen.fillText(text, x, y)
  }
}

/** The side with the portrait, as large as a scan at 300 dpi. */
export function idCardFront(person: Record<keyof typeof SHE, string> = SHE): Buffer {
  const { canvas, pen } = aCanvas()
  const [year = '', month = '', day = ''] = person.birthDate.split('-')
  const lines = person.address.match(/.{1,11}/g) ?? []
  write(pen, '#2c6ea8', [
    ['姓名', 60, 72, 30],
    ['性别', 60, 150, 30],
    ['民族', 260, 150, 30],
    ['出生', 60, 226, 30],
    ['年', 270, 226, 30],
    ['月', 370, 226, 30],
    ['日', 470, 226, 30],
    ['住址', 60, 308, 30],
    ['公民身份号码', 60, 540, 30],
  ])
  write(pen, '#111', [
    [person.name, 150, 66, 42],
    [person.gender, 150, 146],
    [person.ethnicity, 350, 146],
    [year, 168, 222],
    [String(Number(month)), 320, 222],
    [String(Number(day)), 420, 222],
    ...lines.map((line, i): Word => [line, 150, 302 + i * 54]),
    [person.idNumber, 330, 530, 46],
  ])
  pen.fillStyle = '#c8d2d6'
  pen.fillRect(670, 90, 270, 360)
  pen.fillStyle = '#8b7b70'
  pen.beginPath()
  pen.arc(805, 220, 80, 0, Math.PI * 2)
  pen.fill()
  return canvas.toBuffer('image/png')
}

/** The side with the emblem. @param until as it is printed: a date with dots, or 长期 */
export function idCardBack(until = '2036.03.09', since = '2016.03.09'): Buffer {
  const { canvas, pen } = aCanvas()
  pen.fillStyle = '#c0392b'
  pen.beginPath()
  pen.arc(140, 150, 80, 0, Math.PI * 2)
  pen.fill()
  write(pen, '#111', [
    ['中华人民共和国', 330, 90, 62],
    ['居民身份证', 330, 190, 84],
    ['签发机关', 180, 460, 32],
    [AUTHORITY, 340, 456],
    ['有效期限', 180, 540, 32],
    [`${since}-${until}`, 340, 536],
  ])
  return canvas.toBuffer('image/png')
}

/** A picture of a landscape, so to speak: nothing to read in it. */
export function aLandscape(width = 800, height = 600): Buffer {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  const sky = pen.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#6db3f2')
  sky.addColorStop(1, '#dff1e4')
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/jpeg', 90)
}
