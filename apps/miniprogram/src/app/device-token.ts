import { randomText } from '@/platform/random'
import { getStored, setStored } from '@/platform/storage'

const KEY = 'device'
/** More than 128 bits, in letters that a header carries. */
const LENGTH = 32

let token: string | undefined

/**
 * The token by which the server knows this device again, so that a stranger who guesses does not lock its owner out.
 * It stays when a person logs out; where nothing can be stored it lasts as long as the app is open.
 */
export function deviceToken(): string {
  const stored = token ?? getStored(KEY)
  if (typeof stored === 'string' && stored.length === LENGTH) return (token = stored)
  token = randomText(LENGTH)
  setStored(KEY, token)
  return token
}
