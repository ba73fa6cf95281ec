/** camera: taken now; album: chosen on the phone; chat: a file from a conversation, or from a folder. */
export type PickSource = 'camera' | 'album' | 'chat'

/** What is wanted: pictures, one film, papers, which may be PDFs, or a table. */
export type PickWhat = 'picture' | 'video' | 'paper' | 'table'

export interface PickRequest {
  readonly source: PickSource
  readonly what: PickWhat
  readonly most: number
}

/** A file on this phone that the person chose. */
export interface PickedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The type by name or as the phone reports it; the server checks the content. */
  readonly mimetype: string
  /** Where it lies: shown by an Image, and sent from there. */
  readonly path: string
  /** A small picture of a film, where the phone makes one. */
  readonly cover?: string | undefined
  /** The browser's own file; phones send from the path. */
  readonly blob?: unknown
}
