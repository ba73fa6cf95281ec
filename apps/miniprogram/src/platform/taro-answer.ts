import { online } from './net'
import type { NetworkErrorKind } from './network-error'

/** Header names as both targets give them. */
export const lowerCased = (header: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** Why Taro.request ended without an answer. */
export const kindOf = (failure: unknown): NetworkErrorKind => {
  if (!online()) return 'offline'
  const text = typeof failure === 'object' && failure && 'errMsg' in failure ? String(failure.errMsg) : ''
  return /time\s?out/i.test(text) ? 'timeout' : 'failed'
}
