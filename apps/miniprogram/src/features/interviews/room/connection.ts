import type { LineState } from '@/app/events/watch-topic'
import type { CallState } from './use-call'

/** `no-media`: the room is connected, the call is not and is not tried any more. */
export type Connection = 'connected' | 'connecting' | 'reconnecting' | 'no-media'

/**
 * What the room says of its connection: connected only where the events of the room arrive and, with others inside,
 * sound and picture of at least one of them can.
 */
export function connectionOf(
  line: LineState,
  { peers, failure, joined }: CallState,
  others: readonly { readonly id: string }[],
): Connection {
  if (line === 'connecting') return 'reconnecting'
  if (failure) return 'no-media'
  if (line === 'opening' || !joined) return 'connecting'
  const links = others.map(({ id }) => peers[id]?.link)
  if (links.length === 0 || links.includes('live')) return 'connected'
  // With all of them lost it is most likely this device that is offline.
  return links.includes('lost') ? 'reconnecting' : 'connecting'
}
