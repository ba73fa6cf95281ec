import { createHmac, hkdfSync } from 'node:crypto'
import { sameText } from './same-text.ts'

/** The whole file, its small picture, or the file to be saved under its name. */
export type LinkAs = 'small' | 'download' | undefined

/** Addresses of files on our own server, which lead on to the store while their signature holds. */
export interface Links {
  /** Names the file and opens nothing. */
  nameOf(id: string): string
  /** @param until epoch seconds */
  open(id: string, until: number, as?: LinkAs): string
  /** Whether this was signed here; whether it is over is for the caller to see. */
  holds(id: string, link: { until: number; as?: LinkAs; signature: string }): boolean
  /** Where a vendor that judges it fetches a picture, as long as it is waited for. Without parameters: some fetchers drop them. */
  checked(id: string): string
  isChecked(id: string, signature: string): boolean
  /** The id in an address of this shape, signed or not, over or not. */
  idIn(address: string): string | undefined
  /** Whether an address stands on this server. */
  isOurs(address: string): boolean
}

export const FILE_PATH = '/api/files/'
const CHECKED_PATH = '/api/reviews/pictures/'
const MINUTE_SECONDS = 60
const HOUR_SECONDS = 60 * MINUTE_SECONDS
const ID_IN = /\/api\/files\/([0-9a-f]{24})(?:[?#]|$)/

/** The end of the period after the one that is now, in epoch seconds: the same for a while, so that caches serve. */
const endAfter = (now: number, period: number): number => (Math.ceil(now / 1000 / period) + 1) * period
/** When addresses end that go to readers who may see the resume anyway. */
export const linkEnd = (now: number): number => endAfter(now, HOUR_SECONDS)
/** When public addresses end: they must stop working soon after a worker has hidden herself. */
export const publicLinkEnd = (now: number): number => endAfter(now, 5 * MINUTE_SECONDS)

/** Signed with a key of their own, derived from the secret of tokens. */
export function makeLinks({ publicUrl, tokenSecret }: { publicUrl: string; tokenSecret: Buffer }): Links {
  const key = Buffer.from(hkdfSync('sha256', tokenSecret, '', 'addresses of files', 32))
  const sign = (id: string, until: number, as: LinkAs) =>
    createHmac('sha256', key)
      .update(`${id} ${until} ${as ?? ''}`)
      .digest('base64url')
  const signChecked = (id: string) => createHmac('sha256', key).update(`checked ${id}`).digest('base64url')
  const nameOf = (id: string) => `${publicUrl}${FILE_PATH}${id}`
  return {
    nameOf,
    open: (id, until, as) =>
      `${nameOf(id)}?until=${until}${as === undefined ? '' : `&as=${as}`}&signature=${sign(id, until, as)}`,
    // Some loaders send along what stands behind a `#`, which is no part of the address.
    holds: (id, { until, as, signature }) => sameText(sign(id, until, as), signature.split('#')[0] ?? ''),
    checked: (id) => `${publicUrl}${CHECKED_PATH}${id}/${signChecked(id)}`,
    isChecked: (id, signature) => sameText(signChecked(id), signature),
    idIn: (address) => ID_IN.exec(address)?.[1],
    isOurs: (address) => address.startsWith(`${publicUrl}${FILE_PATH}`),
  }
}
