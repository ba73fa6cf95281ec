export interface PictureWishes {
  /** A picture whose longer side has more pixels is made smaller. */
  longestSide: number
  /** Pixels that the shorter side must have to be of use. */
  shortestSide: number
  /** The longer side of a second, small picture; 0 for none. */
  thumbnailSide?: number
}
export interface Drawn {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
}
/** Always a JPEG, upright, without anything that the camera wrote beside the pixels. */
export interface Picture extends Drawn {
  readonly thumbnail: Drawn | null
}

/** `broken`: it cannot be decoded; `too-small`, `too-big`: by its pixels; `busy`: trying again later can help. */
export type PictureProblem = 'broken' | 'too-small' | 'too-big' | 'busy'
export class PictureRefused extends Error {
  readonly why: PictureProblem

  constructor(why: PictureProblem, options?: ErrorOptions) {
    super(`a picture was refused: ${why}`, options)
    this.name = 'PictureRefused'
    this.why = why
  }
}

/** Draws pictures of strangers anew. What it gives was made here, pixel by pixel. Rejects with a PictureRefused. */
export interface PicturePort {
  redraw(bytes: Uint8Array, wishes: PictureWishes): Promise<Picture>
  stop(): Promise<void>
}
