import { PICTURE_PATH } from '@qingpin/contract/content/content.rules'

/** Signs of a text that stand for an article whose author wrote no summary. */
export const SUMMARY_SIGNS = 60
/** Pictures that one run of the job looks through. */
export const PICTURE_BATCH = 200
/** A picture bears its id in its address, and never changes: caches may keep it for a year. */
export const PICTURE_CACHE = 'public, max-age=31536000, immutable'

/** The ids of our own pictures in some addresses, each once. */
export const pictureIds = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.filter((url) => url.startsWith(PICTURE_PATH)).map((url) => url.slice(PICTURE_PATH.length))),
]
