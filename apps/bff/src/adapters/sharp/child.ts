import sharp, { type Sharp } from 'sharp'
import { answerJobs } from '../child-worker.ts'
import type { Drawn, Picture } from '../../ports/picture.port.ts'
import type { Done, Job } from './job.ts'

/**
 * The process that opens pictures of strangers: decoders are native code, the place where a prepared file does harm.
 * It holds no secret, its parent ends it when a picture takes too long, and its memory goes with it.
 */
sharp.cache(false)
sharp.concurrency(1)

/** What the largest phone cameras in use take at their usual setting (50 megapixels), and a little more. */
const MOST_PIXELS = 64_000_000
const QUALITY = 85
const THUMBNAIL_QUALITY = 75

const open = (bytes: Uint8Array): Sharp =>
  // A picture that is cut short is refused: what is missing would come out grey. Of a moving one only the first frame.
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated', pages: 1, sequentialRead: true })

async function drawn(picture: Sharp, quality: number): Promise<Drawn> {
  const { data, info } = await picture.jpeg({ quality, mozjpeg: false }).toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), width: info.width, height: info.height }
}

const within = (picture: Sharp, side: number): Sharp =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })

async function redraw({ bytes, wishes }: Job): Promise<Picture> {
  const { longestSide, thumbnailSide = 0 } = wishes
  // Upright by what the camera noted, on white, in the colours that every screen has; metadata is left behind.
  const upright = within(open(bytes).autoOrient(), longestSide).flatten({ background: '#ffffff' }).toColourspace('srgb')
  const large = await drawn(upright, QUALITY)
  const thumbnail = thumbnailSide > 0 ? await drawn(within(sharp(large.bytes), thumbnailSide), THUMBNAIL_QUALITY) : null
  return { ...large, thumbnail }
}

answerJobs(async (job: Job): Promise<Done> => {
  const head = await sharp(job.bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!head) return { refused: 'broken' }
  if (head.width * head.height > MOST_PIXELS) return { refused: 'too-big' }
  if (Math.min(head.width, head.height) < job.wishes.shortestSide) return { refused: 'too-small' }
  try {
    return { picture: await redraw(job) }
  } catch {
    return { refused: 'broken' }
  }
})
