import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { renderSVG } from 'uqr'
import {
  type CvSheet,
  PdfFailure,
  type PdfPort,
  type PosterSheet,
  type PrintedPdf,
  type SheetPhoto,
} from '../../ports/pdf.port.ts'
import { ChildFailure, type ChildLimits, ChildWorker } from '../child-worker.ts'
import type { Done, Job } from './job.ts'

const require = createRequire(import.meta.url)
const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`))

const TEMPLATES = join(import.meta.dirname, 'templates')
const TEMPLATE = 'plain'
const CHILD = join(import.meta.dirname, 'child.ts')
const POSTER = 'poster'
/** A process that begins on a busy machine needs seconds for the engine and its fonts; what is set is our own template. */
const USUAL: ChildLimits = { jobMs: 12_000 }
/** In memory only, because pages and pictures are personal. */
const CACHE_BYTES = 12 << 20

/** Noto Sans SC holds all of GBK and nearly all rarer names; its licence lets it be embedded. */
const fonts = (): string[] => {
  const family = packageFolder('@expo-google-fonts/noto-sans-sc')
  return ['400Regular', '700Bold'].map((weight) => join(family, weight))
}

/** What else than the words decides how a page looks. */
const edition = (): string => {
  const engine = readFileSync(join(packageFolder('@myriaddreamin/typst-ts-node-compiler'), 'package.json'), 'utf8')
  const hash = createHash('sha256').update(engine)
  for (const template of [TEMPLATE, POSTER]) hash.update(readFileSync(join(TEMPLATES, `${template}.typ`), 'utf8'))
  return hash.digest('hex')
}

export interface TypstPdf extends PdfPort {
  /** The process that sets pages right now, for tests that end it. */
  readonly pid: () => number | undefined
}

/** Typst in a child process behind our port. Nothing is loaded or started before the first sheet. */
export function makePdf(log: Logger, limits: ChildLimits = {}): TypstPdf {
  const printed = new LRUCache<string, PrintedPdf>({ maxSize: CACHE_BYTES })
  const pictures = new LRUCache<string, Uint8Array<ArrayBuffer>>({ maxSize: CACHE_BYTES })
  /** What is being set now: equal requests share one run. */
  const underWay = new Map<string, Promise<unknown>>()
  let stopped = false
  let begun: { setter: ChildWorker<Job, Done>; edition: string } | undefined
  const begin = () =>
    (begun ??= {
      setter: new ChildWorker({
        program: CHILD,
        paths: { templates: TEMPLATES, fonts: fonts() },
        ...USUAL,
        ...limits,
      }),
      edition: edition(),
    })

  const keyOf = (sheet: CvSheet | PosterSheet, photo?: SheetPhoto): string =>
    createHash('sha256')
      .update(begin().edition)
      .update(JSON.stringify(sheet))
      .update(photo?.bytes ?? '')
      .digest('hex')

  async function logged<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      // The engine's diagnostics may quote the text, so only the kind of the failure is logged.
      log.warn(
        { why: error instanceof PdfFailure || error instanceof ChildFailure ? error.why : 'broken' },
        'pages could not be set',
      )
      throw error instanceof ChildFailure ? new PdfFailure(error.why, { cause: error }) : error
    }
  }

  function together<T>(key: string, work: () => Promise<T>): Promise<T> {
    const begun = underWay.get(key) as Promise<T> | undefined
    if (begun) return begun
    const one = work().finally(() => underWay.delete(key))
    underWay.set(key, one)
    return one
  }

  async function print(sheet: CvSheet): Promise<PrintedPdf> {
    if (stopped) throw new PdfFailure('busy')
    const key = keyOf(sheet)
    return printed.get(key) ?? together(key, () => setPages(key, sheet))
  }

  async function setPages(key: string, sheet: CvSheet): Promise<PrintedPdf> {
    const data = JSON.stringify(sheet.outline)
    const { setter } = begin()
    const { bytes, pages, missing } = await setter.run({ kind: 'print', template: TEMPLATE, title: sheet.title, data })
    const pdf = { bytes: new Uint8Array(bytes), pages, missing }
    printed.set(key, pdf, { size: bytes.length })
    return pdf
  }

  async function picture(sheet: CvSheet, page: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (stopped) throw new PdfFailure('busy')
    const key = `${keyOf(sheet)}/${page}`
    return pictures.get(key) ?? together(key, () => drawPage(key, sheet, page))
  }

  async function drawPage(key: string, sheet: CvSheet, page: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const pdf = await print(sheet)
    if (page < 1 || page > pdf.pages) return undefined
    const { bytes } = await begin().setter.run({ kind: 'picture', pdf: pdf.bytes, page })
    const jpeg = new Uint8Array(bytes)
    pictures.set(key, jpeg, { size: jpeg.length })
    return jpeg
  }

  async function poster(sheet: PosterSheet): Promise<Uint8Array<ArrayBuffer>> {
    if (stopped) throw new PdfFailure('busy')
    const { photo, ...words } = sheet
    const key = `${keyOf(words, photo)}/poster`
    return pictures.get(key) ?? together(key, () => drawPoster(key, sheet))
  }

  async function drawPoster(key: string, { link, photo, ...words }: PosterSheet): Promise<Uint8Array<ArrayBuffer>> {
    const { setter } = begin()
    const data = JSON.stringify({ ...words, code: renderSVG(link, { ecc: 'M', border: 1 }) })
    const pdf = await setter.run({ kind: 'print', template: POSTER, title: words.name, data, photo })
    const { bytes } = await setter.run({ kind: 'picture', pdf: pdf.bytes, page: 1 })
    const jpeg = new Uint8Array(bytes)
    pictures.set(key, jpeg, { size: jpeg.length })
    return jpeg
  }

  return {
    print: (sheet) => logged(() => print(sheet)),
    picture: (sheet, page) => logged(() => picture(sheet, page)),
    poster: (sheet) => logged(() => poster(sheet)),
    async stop() {
      stopped = true
      await begun?.setter.stop()
    },
    pid: () => begun?.setter.pid,
  }
}
