import { readFileSync } from 'node:fs'
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { outputOf } from '../../build/stale.ts'
import { findShell } from '../../check/browser.ts'
import { launch } from '../../journeys/browser.ts'
import { type Product, startProduct } from '../../journeys/product.ts'
import { bootEngine, type Engine, type EngineOptions } from './engine.ts'

interface Bench {
  product: Product
  browser: Browser
  /** A phone of its own; it is put away after the test. */
  boot: (options?: Partial<EngineOptions>) => Promise<Engine>
}

/** One product and one browser for the tests of a file. */
export function useEngine(): Bench {
  const booted: Engine[] = []
  const bench = {} as Bench
  bench.boot = async (options = {}) => {
    const engine = await bootEngine(bench.browser, { dist: outputOf('weapp'), api: bench.product.address, ...options })
    booted.push(engine)
    return engine
  }
  beforeAll(async () => {
    bench.product = await startProduct()
    bench.browser = await launch([], findShell)
  })
  afterEach(async () => {
    for (const engine of booted.splice(0)) await engine.close()
  })
  afterAll(async () => {
    await bench.browser?.close()
    await bench.product?.stop()
  })
  return bench
}

/** The merchant's public key, which WeChat has, of a product's demo merchant. */
export function merchantKey({ dataDir }: Product): string {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'dev-secrets.json'), 'utf8')) as Record<string, string>
  return createPublicKey(secrets.wxpayMerchantKey ?? '')
    .export({ type: 'spki', format: 'pem' })
    .toString()
}

export async function logInByWechat(engine: Engine): Promise<void> {
  await engine.open('/pages/me/index')
  await engine.open('/features/auth/login/index')
  await engine.tap('用微信登录')
  await engine.sees('微信用户')
}

export async function logInAsStaff(engine: Engine, account: string): Promise<void> {
  await engine.open('/features/auth/staff-login/index')
  await engine.fill('用户名', account)
  await engine.fill('密码', `${account}123`)
  await engine.tap('登录')
  await engine.sees('新登记的阿姨')
}
