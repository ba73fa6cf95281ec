import { execFileSync } from 'node:child_process'
import { isTest, type Source } from '../architecture/source.ts'
import { ROOT } from '../build/stale.ts'
import { ImportMap, isTestFile } from './test-imports.ts'

export interface Selection {
  tests: readonly string[]
  /** Changed folders that everything builds on: their own tests run, those of their users do not. */
  wide: readonly string[]
}

/** A folder whose tests belong together: a feature, a vendor, a mechanism, or a whole package. */
const FOLDER = /^(?:apps\/\w+\/src\/(?:(?:features|adapters|pages)\/)?[\w-]+\/|packages\/\w+\/src\/)/
const FEATURE = /^apps\/\w+\/src\/features\/[\w-]+\/$/
const folderOf = (path: string): string | undefined => FOLDER.exec(path)?.[0]

/** The files that differ from a commit, those that are new or gone included. */
export function changedFiles(base = 'HEAD'): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n')
  const from = git('merge-base', base, 'HEAD')[0] ?? base
  const differ = git('diff', '--name-only', '--no-renames', '--relative', from)
  return [...differ, ...git('ls-files', '--others', '--exclude-standard')].filter(Boolean)
}

/**
 * The tests of the folders that changed, and of the features that import from a feature that did. Folders decide, not
 * the import graph: through the application every test imports everything.
 */
export function selectTests(changed: readonly string[], sources: readonly Source[]): Selection {
  const imports = new ImportMap(sources)
  const own = new Set(changed.flatMap((path) => folderOf(path) ?? []))
  const due = new Set([...own, ...changed.flatMap(sameFeature), ...usersOf(own, imports)])
  const touched = new Set(changed)
  const isDue = (test: string): boolean =>
    touched.has(test) ||
    due.has(folderOf(test) ?? '') ||
    imports.of(test).some((target) => touched.has(target) && isTest(target))
  return {
    tests: imports.paths.filter((path) => isTestFile(path) && isDue(path)),
    wide: [...own].filter((folder) => folder.startsWith('apps/') && !FEATURE.test(folder)).toSorted(),
  }
}

/** The folders that bear the same feature's name among those that build on a file of the contract or the BFF. */
function sameFeature(path: string): string[] {
  const contract = /^packages\/contract\/src\/([\w-]+)\//.exec(path)?.[1]
  const bff = /^apps\/bff\/src\/features\/([\w-]+)\//.exec(path)?.[1]
  const users = contract ? ['bff', 'miniprogram'] : bff ? ['miniprogram'] : []
  return users.map((app) => `apps/${app}/src/features/${contract ?? bff}/`)
}

/** The features that import something from one of these folders, which they may by its door only. */
function usersOf(folders: ReadonlySet<string>, imports: ImportMap): string[] {
  const users = imports.paths.filter((path) => {
    const home = folderOf(path) ?? ''
    const reaches = (target: string) => {
      const folder = folderOf(target) ?? ''
      return folder !== home && FEATURE.test(folder) && folders.has(folder)
    }
    return FEATURE.test(home) && !isTest(path) && imports.of(path).some(reaches)
  })
  return users.map((path) => folderOf(path) ?? path)
}
