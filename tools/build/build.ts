import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, isBuilt, isStale, markFresh, outputOf, ROOT, type Target } from './stale.ts'

const APP = join(ROOT, 'apps/miniprogram')

/**
 * Builds the app for one target when its sources changed. Returns whether it built; throws when the build fails, with
 * what the compiler said.
 */
export function build(target: Target, { force = false } = {}): boolean {
  const print = fingerprint(process.env)
  if (!force && !isStale(target, print)) return false
  rmSync(outputOf(target), { recursive: true, force: true })
  const isGallery = target === 'h5-gallery'
  const type = isGallery ? 'h5' : target
  const run = spawnSync(
    process.execPath,
    [join(APP, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', type, '--no-check'],
    {
      cwd: APP,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_ENV: 'production',
        BROWSERSLIST_IGNORE_OLD_DATA: '1',
        QINGPIN_GALLERY: isGallery ? '1' : '',
      },
    },
  )
  // Taro can say "Compiled successfully" and leave no app behind.
  if (run.status !== 0 || !isBuilt(target)) throw new Error(`The ${target} build failed:\n${run.stdout}\n${run.stderr}`)
  markFresh(target, print)
  return true
}
