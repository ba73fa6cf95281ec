import type { LocalFile } from './local-file.types'
import type { PickedFile, PickRequest, PickSource, PickWhat } from './picked-file.types'

/** Where files can come from, the usual one first. */
export declare function pickSources(what: PickWhat): readonly PickSource[]

/** Lets the person choose; empty when they chose nothing. Rejects where the phone does not let the app. */
export declare function pickFiles(request: PickRequest): Promise<readonly PickedFile[]>

/** A picture brought below these bytes and this longer side, in pixels; as it was where the phone cannot. */
export declare function shrinkPicture(file: PickedFile, maxBytes: number, longestSide: number): Promise<PickedFile>

/** A file that was fetched, as if it had been picked. */
export declare function pickedFrom(file: LocalFile, mimetype: string): Promise<PickedFile>

/** Lets go of a picked file: it can be shown and sent no more. */
export declare function releasePicked(file: PickedFile): void
