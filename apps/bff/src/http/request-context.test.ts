import { describe, expect, it } from 'vitest'
import { addressBehind, callerOf, trustedBy } from './request-context.ts'

const PROXY = '10.0.0.1'

describe('the address of a caller', () => {
  it.each([
    [
      'is the peer, whatever the peer claims, when no proxy is trusted',
      '203.0.113.9',
      '198.51.100.1',
      [],
      '203.0.113.9',
    ],
    ['is what a proxy of ours was called from', PROXY, '203.0.113.9', [PROXY], '203.0.113.9'],
    [
      'is the last hop that is none of ours: what stands before it was written by the caller',
      PROXY,
      '1.2.3.4, 203.0.113.9',
      [PROXY],
      '203.0.113.9',
    ],
    ['is found behind any proxy of a network of ours', '10.7.0.9', '203.0.113.9', ['10.0.0.0/8'], '203.0.113.9'],
    ['is the peer where it stands outside of the network', '11.0.0.1', '203.0.113.9', ['10.0.0.0/8'], '11.0.0.1'],
    ['is found behind a network of IPv6', 'fd00::7', '203.0.113.9', ['fd00::/8'], '203.0.113.9'],
    ['is found behind two proxies', PROXY, '203.0.113.9, 10.0.0.2', [PROXY, '10.0.0.2'], '203.0.113.9'],
    ['is the proxy itself when it forwards nothing', PROXY, undefined, [PROXY], PROXY],
    [
      'is not believed from a stranger who names our proxy',
      '203.0.113.9',
      `198.51.100.1, ${PROXY}`,
      [PROXY],
      '203.0.113.9',
    ],
    ['is read in the form that a dual-stack socket gives', '::ffff:10.0.0.1', '203.0.113.9', [PROXY], '203.0.113.9'],
  ])('%s', (_why, peer, forwarded, trusted, expected) => {
    expect(addressBehind(peer, forwarded, trustedBy(trusted))).toBe(expected)
  })

  it('takes the addresses of one IPv6 line for one', () => {
    expect(
      ['2001:db8:1:2:a::1', '2001:0db8:1:2::9', '2001:db8:1:2:3:4:5:6', '2001:db8::5', '::1', '10.0.0.1'].map(callerOf),
    ).toEqual([
      '2001:db8:1:2::/64',
      '2001:db8:1:2::/64',
      '2001:db8:1:2::/64',
      '2001:db8:0:0::/64',
      '0:0:0:0::/64',
      '10.0.0.1',
    ])
  })
})
