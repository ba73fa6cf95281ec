import type { SheetPhoto } from '../../ports/pdf.port.ts'

/** What the parent asks of the child that sets pages, and what it answers. */
export type Job =
  | {
      readonly kind: 'print'
      readonly template: string
      readonly title: string
      readonly data: string
      readonly photo?: SheetPhoto | undefined
    }
  | { readonly kind: 'picture'; readonly pdf: Uint8Array; readonly page: number }

export interface Done {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly missing: readonly string[]
}

/** Where the child finds its fonts and templates; nothing else of the disk concerns it. */
export interface ChildPaths {
  readonly templates: string
  readonly fonts: readonly string[]
}
