import type { CvOutline } from '@qingpin/cv/outline'

/** How a CV is set: the words and the title under which a reader's program shows it. */
export interface CvSheet {
  readonly title: string
  readonly outline: CvOutline
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

/** Sets CVs in pages. The same sheet gives the same bytes. Everything here rejects with a PdfFailure. */
export interface PdfPort {
  print(sheet: CvSheet): Promise<PrintedPdf>
  /** One page of the same PDF as a JPEG; undefined past the last one. Pages are counted from 1. */
  picture(sheet: CvSheet, page: number): Promise<Uint8Array<ArrayBuffer> | undefined>
  stop(): Promise<void>
}
