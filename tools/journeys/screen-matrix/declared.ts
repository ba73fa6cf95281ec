import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../build/stale.ts'

/** The pages that `app/pages.ts` declares: their names, and their paths without the first slash. */
export function declaredPages(): Map<string, string> {
  const source = readFileSync(join(ROOT, 'apps/miniprogram/src/app/pages.ts'), 'utf8')
  const lines = source.matchAll(/^ {2}(\w+): (?:tab|page)(?:<[^>]*>)?\('\/([^']+)'\)/gm)
  return new Map([...lines].map(([, name = '', path = '']) => [name, path]))
}
