import { moduleOf } from '../architecture/module.ts'
import { makeProject, type Project } from '../architecture/project.ts'
import { isTest, type Source } from '../architecture/source.ts'

export const isTestFile = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** The files of the project by path, with what each of them runs: type-only imports are left out. */
export class ImportMap {
  readonly paths: readonly string[]
  readonly #project: Project
  readonly #known = new Map<string, readonly string[]>()

  constructor(sources: readonly Source[]) {
    this.#project = makeProject(sources)
    this.paths = sources.map(({ path }) => path)
  }

  /** What a file imports directly: files of the project by their path, packages by their name. */
  of(path: string): readonly string[] {
    const known = this.#known.get(path)
    if (known) return known
    const file = this.#project.at(path)
    const values = file ? moduleOf(file).imports.filter(({ typeOnly }) => !typeOnly) : []
    const found = values.flatMap((imported) => {
      const files = this.#project.filesOf(imported)
      return files.length > 0 ? files : [imported.target]
    })
    this.#known.set(path, found)
    return found
  }

  /** What a test imports, and what its builders import in turn; product files are not looked into. */
  reachedBy(test: string): Set<string> {
    const reached = new Set([test])
    for (const path of reached) {
      if (path !== test && !isTest(path)) continue
      for (const target of this.of(path)) reached.add(target)
    }
    return reached
  }
}
