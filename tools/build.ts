import { build } from './build/build.ts'
import type { Target } from './build/stale.ts'

/** `npm run build [-- h5|weapp] [--force]`: builds what is stale. */
const words = process.argv.slice(2)
const targets = (['h5', 'weapp'] as const).filter((target) => !words.some(isTarget) || words.includes(target))

function isTarget(word: string): word is Target {
  return word === 'h5' || word === 'weapp'
}

for (const target of targets) {
  const started = Date.now()
  const built = await build(target, { force: words.includes('--force') })
  process.stdout.write(
    `${target}: ${built ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'up to date'}\n`,
  )
}
