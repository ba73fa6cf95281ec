import { randomUUID } from 'node:crypto'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { accountIdOf, type Deps, GUEST } from '../context.ts'
import { withoutRedaction } from '../runtime/log.ts'
import type { Env } from './env.ts'

const USABLE_ID = /^[\w-]{8,64}$/

/** The id that a client sent, or a new one. */
function requestIdOf(c: Context): string {
  const sent = c.req.header('x-request-id') ?? ''
  return USABLE_ID.test(sent) ? sent : randomUUID()
}

/** Gives each request its id, time and address, and writes its one log line: no query, no body, no personal data. */
export const requestContext = ({
  clock,
  log,
  metrics,
  settings,
}: Pick<Deps, 'clock' | 'log' | 'metrics' | 'settings'>) => {
  const isTrusted = trustedBy(settings.trustedProxies)
  const access = withoutRedaction(log)
  return createMiddleware<Env>(async (c, next) => {
    const requestId = requestIdOf(c)
    c.set('requestId', requestId)
    const started = performance.now()
    c.set('now', clock())
    c.set('actor', GUEST)
    const address = addressBehind(peerOf(c), c.req.header('x-forwarded-for'), isTrusted)
    c.set('address', address)
    c.set('caller', callerOf(address))
    await next()
    const [route, ms] = [c.get('route') ?? `${c.req.method} (unmatched)`, performance.now() - started]
    const { status } = c.res
    metrics.request(route, status, ms / 1000)
    access.info(
      {
        requestId,
        route,
        status,
        ms: Math.round(ms),
        actor: accountIdOf({ actor: c.get('actor') }) ?? undefined,
        code: c.get('errorCode'),
      },
      'request',
    )
  })
}

/** Whether an address belongs to a proxy of ours, named by its address or its network. */
export function trustedBy(proxies: readonly string[]): (address: string) => boolean {
  const networks = new BlockList()
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/')
    if (prefix !== undefined && isIP(address))
      networks.addSubnet(address, Number(prefix), isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  return (address) =>
    proxies.includes(address) || (isIP(address) > 0 && networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))
}

/** The peer's address; there is none when a test calls the app in process. */
function peerOf(c: Parameters<typeof getConnInfo>[0]): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'in-process'
  }
}

/**
 * The caller's address: the peer, or, where the peer is a proxy of ours, the last hop of X-Forwarded-For that is none.
 * The hops left of that one were written by the caller and prove nothing.
 */
export function addressBehind(
  peer: string,
  forwarded: string | undefined,
  isTrusted: (address: string) => boolean,
): string {
  const plain = (address: string) => address.trim().replace(/^::ffff:/, '')
  const hops = [...(forwarded?.split(',') ?? []), peer].map(plain).filter(Boolean)
  while (hops.length > 1 && isTrusted(hops.at(-1) ?? '')) hops.pop()
  return hops.at(-1) ?? peer
}

/** The key under which an address is rate limited: one IPv6 line is given 2^64 addresses, so their first half counts. */
export function callerOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const filled =
    tail === undefined
      ? groups
      : [...groups, ...Array(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after]
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
