import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, isBuilt, isStale, markFresh, outputOf, ROOT, type Target } from './stale.ts'

const APP = join(ROOT, 'apps/miniprogram')

/**
 * Builds the app for one target when its sources changed. Returns whether it built; rejects when the build fails, with
 * what the compiler said. Different targets can be built at the same time.
 */
export async function build(target: Target, { force = false } = {}): Promise<boolean> {
  const print = fingerprint(process.env)
  if (!force && !isStale(target, print)) return false
  rmSync(outputOf(target), { recursive: true, force: true })
  const isGallery = target === 'h5-gallery'
  const type = isGallery ? 'h5' : target
  const { code, output } = await taroBuild(type, {
    NODE_ENV: 'production',
    BROWSERSLIST_IGNORE_OLD_DATA: '1',
    QINGPIN_GALLERY: isGallery ? '1' : '',
  })
  // Taro can say "Compiled successfully" and leave no app behind.
  if (code !== 0 || !isBuilt(target)) throw new Error(`The ${target} build failed:\n${output}`)
  markFresh(target, print)
  return true
}

function taroBuild(type: string, env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const taro = join(APP, 'node_modules/@tarojs/cli/bin/taro')
  return new Promise((resolve, reject) => {
    let output = ''
    const run = spawn(process.execPath, [taro, 'build', '--type', type, '--no-check'], {
      cwd: APP,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    run.on('error', reject)
    run.on('close', (code) => resolve({ code, output }))
  })
}
