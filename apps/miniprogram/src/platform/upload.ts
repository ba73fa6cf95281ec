import type { RunningUpload, UploadRequest } from './upload.types'

/** How files are uploaded to storage directly: phones can only POST a form from a file. */
export declare const uploadWay: 'put' | 'form'

export declare function sendFile(request: UploadRequest): RunningUpload
