import type { CvOutline } from '@qingpin/cv/outline'

/** How a CV is set: the words and the title under which a reader's program shows it. */
export interface CvSheet {
  readonly title: string
  readonly outline: CvOutline
}
/** A picture on a sheet. */
export interface SheetPhoto {
  readonly bytes: Uint8Array
  readonly format: 'jpg' | 'svg'
}
/** A card to be sent into a chat or printed: who she is in a few words, and a code that leads to the rest. */
export interface PosterSheet {
  readonly name: string
  readonly trade: string
  readonly pay: string
  readonly facts: readonly string[]
  readonly skills: readonly string[]
  readonly words: string
  readonly agency: string
  readonly phone: string
  /** Of herself; absent without her consent. */
  readonly photo?: SheetPhoto | undefined
  readonly until: string
  /** What the code leads to. */
  readonly link: string
}
export interface PrintedPdf {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly pages: number
  /** Signs that were written and cannot be printed, each once: a box stands in their place. */
  readonly missing: readonly string[]
}

/** Setting pages failed or took too long; the same may succeed when tried again. */
export class PdfFailure extends Error {
  readonly why: 'busy' | 'broken'

  constructor(why: PdfFailure['why'], options?: ErrorOptions) {
    super(`pages could not be set: ${why}`, options)
    this.name = 'PdfFailure'
    this.why = why
  }
}

/** Sets CVs in pages, and posters. The same sheet gives the same bytes. Everything here rejects with a PdfFailure. */
export interface PdfPort {
  print(sheet: CvSheet): Promise<PrintedPdf>
  /** One page of the same PDF as a JPEG; undefined past the last one. Pages are counted from 1. */
  picture(sheet: CvSheet, page: number): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** The poster as a JPEG. */
  poster(sheet: PosterSheet): Promise<Uint8Array<ArrayBuffer>>
  stop(): Promise<void>
}
