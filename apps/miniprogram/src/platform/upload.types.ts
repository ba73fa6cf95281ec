import type { HttpReply } from './http-message'
import type { PickedFile } from './picked-file.types'

export interface UploadRequest {
  /** PUT: the bytes alone; POST: a form with `fields` and, last, the part called file. */
  readonly method: 'PUT' | 'POST'
  readonly url: string
  readonly header: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly file: PickedFile
  readonly timeoutMs: number
  /** 0 to 100. */
  readonly onProgress?: ((percent: number) => void) | undefined
}

export interface RunningUpload {
  /** Resolves with every HTTP answer; rejects with a NetworkError when there was none. */
  readonly done: Promise<HttpReply>
  readonly abort: () => void
}
