import type { Job } from './job.ts'

/** Three times the 360 points that a phone is wide. */
const WIDTH_PX = 1080
const QUALITY = 82

type Picture = { bytes: Uint8Array; pages: number }

/** Loaded with the first picture: printing needs neither. */
const tools = once(async () => {
  const [{ PDFiumLibrary }, { createCanvas, ImageData }] = await Promise.all([
    import('@hyzyla/pdfium'),
    import('@napi-rs/canvas'),
  ])
  return { library: await PDFiumLibrary.init(), createCanvas, ImageData }
})

/** One page of a PDF as a JPEG; no bytes past the last page. */
export async function pictureOf({ pdf, page }: Extract<Job, { kind: 'picture' }>): Promise<Picture> {
  const { library, createCanvas, ImageData } = await tools()
  const document = await library.loadDocument(pdf)
  try {
    const pages = document.getPageCount()
    if (page < 1 || page > pages) return { bytes: new Uint8Array(), pages }
    const { originalWidth, originalHeight } = document.getPage(page - 1).getOriginalSize()
    const height = Math.round((WIDTH_PX * originalHeight) / originalWidth)
    const drawn = await document.getPage(page - 1).render({ width: WIDTH_PX, height, render: async ({ data }) => data })
    const canvas = createCanvas(drawn.width, drawn.height)
    const pixels = new Uint8ClampedArray(drawn.data)
    canvas.getContext('2d').putImageData(new ImageData(pixels, drawn.width, drawn.height), 0, 0)
    return { bytes: await canvas.encode('jpeg', QUALITY), pages }
  } finally {
    document.destroy()
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
