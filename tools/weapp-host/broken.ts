import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Files of a build as they are to be changed: the new text from the old; undefined takes the file away. */
export type Changes = Record<string, (text: string) => string | undefined>

/** Gives a check a copy of a build with something broken, to see that the check can fail. */
export async function withBroken<T>(dist: string, changes: Changes, check: (dist: string) => T): Promise<Awaited<T>> {
  const copy = mkdtempSync(join(tmpdir(), 'qingpin-broken-'))
  try {
    cpSync(dist, copy, { recursive: true })
    for (const [file, change] of Object.entries(changes)) {
      const text = change(readFileSync(join(copy, file), 'utf8'))
      if (text === undefined) rmSync(join(copy, file))
      else writeFileSync(join(copy, file), text)
    }
    return await check(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
