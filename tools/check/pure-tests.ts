import type { Source } from '../architecture/source.ts'
import { ImportMap, isTestFile } from './test-imports.ts'

/** The projects of vitest whose tests run without a build. */
export const UNIT_PROJECTS = ['contract', 'cv', 'sandbox', 'bff', 'tools', 'miniprogram'] as const

const UNIT_FOLDERS = /^(?:packages|apps\/(?:bff|miniprogram)|tools(?:\/check)?\/[^/]+$)/

/** Starts the application, a server or a database. */
const HEAVY =
  /^apps\/bff\/src\/(?:app|main|db\/(?:sqlite|pg))\.ts$|^packages\/sandbox\/src\/server\.ts$|pglite|\/cluster\.ts$/

/** The test files that start neither the application nor a database. */
export function pureTests(sources: readonly Source[]): string[] {
  const imports = new ImportMap(sources)
  return imports.paths
    .filter((path) => UNIT_FOLDERS.test(path) && isTestFile(path))
    .filter((path) => ![...imports.reachedBy(path)].some((target) => HEAVY.test(target)))
}
