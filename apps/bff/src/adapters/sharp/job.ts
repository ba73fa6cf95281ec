import type { Picture, PictureProblem, PictureWishes } from '../../ports/picture.port.ts'

/** What the parent asks of the child that draws, and what it answers. */
export interface Job {
  readonly bytes: Uint8Array
  readonly wishes: PictureWishes
}
export type Done = { readonly picture: Picture } | { readonly refused: PictureProblem }
