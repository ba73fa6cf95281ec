import type { HttpReply } from './http-message'

export interface FileRequest {
  readonly url: string
  readonly header: Readonly<Record<string, string>>
  /** What the file is called where the person finds it. */
  readonly name: string
  readonly timeoutMs: number
}

/** A file on this phone until `releaseFile`, or until the app goes. */
export interface LocalFile {
  /** What an Image shows and a viewer opens. */
  readonly path: string
  readonly name: string
  /** The browser's own file, which its policy does not let it fetch back from the path. */
  readonly blob?: unknown
}

/** The answer to a request for a file: the file where the status is 200, else what the server said instead. */
export interface FileReply extends HttpReply {
  readonly file: LocalFile | undefined
}
