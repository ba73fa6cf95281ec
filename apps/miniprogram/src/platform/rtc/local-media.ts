import type { LocalMedia } from './rtc.types'

/** Camera and microphone of this device: one of each, whichever page uses them. */
export declare const localMedia: LocalMedia
