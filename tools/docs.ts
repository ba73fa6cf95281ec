import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openApiDocument } from '../apps/bff/src/http/openapi.ts'
import { ROOT } from './build/stale.ts'
import { renderApiPages } from './docs/api.ts'
import { renderConfiguration } from './docs/configuration.ts'

/** The generated documents that are committed, by their path. A test compares each with its file. */
const committed = (): Record<string, string> => ({
  'docs/configuration.md': renderConfiguration(),
  ...renderApiPages(),
})

/** The generated documents that are not as they should be. */
export function stale(): string[] {
  return Object.entries(committed())
    .filter(([path, text]) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text)
    .map(([path]) => path)
}

if (process.argv[1] === import.meta.filename) {
  const openApi = { 'docs/openapi.json': `${JSON.stringify(openApiDocument(), null, 2)}\n` }
  for (const [path, text] of Object.entries({ ...committed(), ...openApi })) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    process.stdout.write(`${path}\n`)
  }
}
