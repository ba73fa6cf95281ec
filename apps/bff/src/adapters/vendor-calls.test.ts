import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { machineForward } from '@qingpin/testing/machine-clock'
import { type VendorRules, vendorCalls, VendorError } from './vendor-calls.ts'

const app = useApp()
const quiet = pino({ level: 'silent' })
let services = 0

function aVendor(over: Partial<VendorRules> = {}) {
  const service = `vendor${services++}`
  const rules = { service, timeoutMs: 50, concurrency: 2, failures: 3, restMs: 80, retries: 2, pauseMs: 5, ...over }
  return { service, vendor: vendorCalls(rules, { log: quiet, metrics: app.deps.metrics }) }
}
const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => (error instanceof VendorError ? error.reason : `refused: ${error.message}`),
  )
const fails = async (): Promise<never> => {
  throw new VendorError('status 503')
}

describe('a call of a vendor', () => {
  it('ends at its timeout, and its signal is aborted', async () => {
    const { vendor } = aVendor()
    let stopped = false
    const call = vendor.call('slow', async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      stopped = true
    })
    expect([await reasonOf(call), stopped]).toEqual(['no answer in time', true])
  })

  it('is repeated only when it is idempotent', async () => {
    const { vendor } = aVendor({ failures: 100 })
    let asked = 0
    const run = async () => {
      if (++asked < 3) throw new VendorError('status 503')
      return 'there'
    }
    expect(await vendor.call('read', run, { repeatable: true })).toBe('there')
    expect(asked).toBe(3)
    asked = 0
    expect([await reasonOf(vendor.call('write', run)), asked]).toEqual(['status 503', 1])
  })

  it('that is refused is neither repeated nor counted by the circuit breaker', async () => {
    const { vendor } = aVendor()
    let asked = 0
    const refuse = async () => {
      asked++
      throw new Error('no such template')
    }
    for (let i = 0; i < 6; i++) {
      expect(await reasonOf(vendor.call('send', refuse, { repeatable: true }))).toBe('refused: no such template')
    }
    expect(asked).toBe(6)
  })

  it('waits for the Retry-After of the vendor before it is repeated', async () => {
    const { vendor } = aVendor({ retries: 1 })
    const started = performance.now()
    const busy = async () => {
      throw new VendorError('status 429', { retryAfterMs: 120 })
    }
    await reasonOf(vendor.call('read', busy, { repeatable: true }))
    expect(performance.now() - started).toBeGreaterThanOrEqual(115)
  })

  it('is refused while the circuit breaker is open, until one trial call succeeds', async () => {
    const { vendor, service } = aVendor()
    for (let i = 0; i < 3; i++) await reasonOf(vendor.call('x', fails))
    expect(await app.deps.metrics.text()).toContain(`qingpin_vendor_breaker_open{service="${service}"} 1`)
    let asked = 0
    const works = async () => void asked++
    expect([await reasonOf(vendor.call('x', works)), asked]).toEqual(['open', 0])
    machineForward(100)
    expect([await reasonOf(vendor.call('x', works)), asked]).toEqual(['answered', 1])
    const text = await app.deps.metrics.text()
    expect(text).toContain(`qingpin_vendor_breaker_open{service="${service}"} 0`)
    expect(text).toContain(`qingpin_vendor_call_seconds_count{service="${service}",operation="x",outcome="trouble"} 3`)
  })

  it('is limited in concurrency; further calls are refused as full', async () => {
    const { vendor } = aVendor({ concurrency: 2, timeoutMs: 30_000 })
    let [now, most] = [0, 0]
    let leave = () => {}
    const stay = new Promise<void>((resolve) => (leave = resolve))
    const run = async () => {
      most = Math.max(most, ++now)
      await stay
      now--
    }
    const calls = Array.from({ length: 6 }, () => reasonOf(vendor.call('x', run)))
    await expect.poll(() => now).toBe(2)
    leave()
    const reasons = await Promise.all(calls)
    expect(most).toBe(2)
    expect(reasons.filter((reason) => reason === 'full')).toHaveLength(2)
  })
})
