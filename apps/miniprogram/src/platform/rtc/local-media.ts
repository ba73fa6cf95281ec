import type { LocalMedia } from './rtc.types'

/** Camera and microphone of this device, shared by all pages. */
export declare const localMedia: LocalMedia
