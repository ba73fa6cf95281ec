import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '../..')

it('is around every page', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => /^(?:pages\/[\w-]+|features\/[\w-]+\/[\w-]+)\/index\.tsx$/.test(file))
  expect(pages.length).toBeGreaterThan(45)
  const bare = pages.filter((file) => !/^export default guardPage\(\w+\)$/m.test(readFileSync(join(SRC, file), 'utf8')))
  expect(bare).toEqual([])
})
