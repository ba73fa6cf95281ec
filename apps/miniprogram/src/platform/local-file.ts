import type { FileReply, FileRequest, LocalFile } from './local-file.types'

/** Fetches a file with its header, so that no token stands in an address. Rejects with a NetworkError. */
export declare function fetchFile(request: FileRequest): Promise<FileReply>

/** Shows a PDF, from where it can be sent on; in a browser it is saved. False when the phone could not. */
export declare function openPdf(file: LocalFile): Promise<boolean>

/** Shows a table, or offers to send it on; in a browser it is saved. False when the phone could not. */
export declare function openTable(file: LocalFile): Promise<boolean>

/** Pictures over the whole screen, to be enlarged and leafed through. */
export declare function showPictures(paths: readonly string[], current: string): void

export declare function releaseFile(file: LocalFile): void
