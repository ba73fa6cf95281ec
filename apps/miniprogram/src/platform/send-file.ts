import type { LocalFile } from './local-file.types'

/** Stores a file that no viewer opens: the browser saves it, WeChat sends it to a chat. Resolves to whether it went. */
export declare function sendFile(file: LocalFile): Promise<boolean>
