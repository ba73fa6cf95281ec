import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderOpenApi } from '../apps/bff/src/http/openapi-document.ts'
import { ROOT } from './build/stale.ts'
import { renderApiPages } from './docs/api.ts'
import { renderConfiguration } from './docs/configuration.ts'

/** What is generated, by its place. A test compares each with what is committed. */
export const generated = async (): Promise<Record<string, string>> => ({
  'docs/openapi.json': await renderOpenApi(),
  'docs/configuration.md': renderConfiguration(),
  ...renderApiPages(),
})

/** The generated documents that are not as they should be. */
export async function stale(): Promise<string[]> {
  const documents = Object.entries(await generated())
  return documents
    .filter(([path, text]) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text)
    .map(([path]) => path)
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of Object.entries(await generated())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    process.stdout.write(`${path}\n`)
  }
}
