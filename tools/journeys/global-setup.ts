import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprint, isStale } from '../build/stale.ts'
import { DEMO_DATA, startProduct } from './product.ts'

/** Makes the demo data once for all files of a run; each product starts with a copy. */
export default async function setup(): Promise<(() => void) | undefined> {
  // Two projects ask for it.
  if (process.env[DEMO_DATA] !== undefined) return undefined
  const print = fingerprint(process.env)
  for (const target of ['h5', 'weapp'] as const) {
    if (isStale(target, print)) throw new Error(`The ${target} build is older than its sources: npm run build`)
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'qingpin-demo-'))
  const product = await startProduct({ dataDir })
  await product.stop()
  process.env[DEMO_DATA] = dataDir
  return () => rmSync(dataDir, { recursive: true, force: true })
}
