import type { LocalFile } from './local-file.types'
import type { PickedFile, PickRequest, PickSource, PickWhat } from './picked-file.types'

/** Where files can come from, the usual one first. */
export declare function pickSources(what: PickWhat): readonly PickSource[]

/** Opens the picker; resolves to an empty list when nothing was chosen, and rejects where the app has no permission. */
export declare function pickFiles(request: PickRequest): Promise<readonly PickedFile[]>

/** Shrinks a picture below these bytes and this longer side in pixels; returns it unchanged where the phone cannot. */
export declare function shrinkPicture(file: PickedFile, maxBytes: number, longestSide: number): Promise<PickedFile>

/** A file that was fetched, as if it had been picked. */
export declare function pickedFrom(file: LocalFile, mimetype: string): Promise<PickedFile>

/** Releases a picked file: it can no longer be shown or sent. */
export declare function releasePicked(file: PickedFile): void
