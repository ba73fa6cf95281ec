import { type Import, moduleOf } from './module.ts'
import type { Source } from './source.ts'

/** The files that a rule checks together. */
export interface Project {
  files: readonly Source[]
  /** The file at this path, if there is one. */
  at: (path: string) => Source | undefined
  /** The files that an import loads: none for a package, two for a module with a variant for each platform. */
  filesOf: (imported: Import) => readonly string[]
}

/** A violation of a rule. The message says what to do instead. */
export interface Problem {
  path: string
  line?: number
  message: string
}

export interface Rule {
  name: string
  check: (project: Project) => Problem[]
}

const WHOLE = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
const VARIANTS = ['.h5.ts', '.h5.tsx', '.weapp.ts', '.weapp.tsx']

export function makeProject(files: readonly Source[]): Project {
  const known = new Map(files.map((file) => [file.path, file]))
  return {
    files,
    at: (path) => known.get(path),
    filesOf: ({ target }) => {
      const whole = WHOLE.map((end) => target + end).find((path) => known.has(path))
      return whole === undefined ? VARIANTS.map((end) => target + end).filter((path) => known.has(path)) : [whole]
    },
  }
}

/** A rule that checks each file by itself. */
export const eachFile = (
  name: string,
  applies: (path: string) => boolean,
  check: (file: Source, project: Project) => (string | { message: string; line: number })[],
): Rule => ({
  name,
  check: (project) =>
    project.files
      .filter(({ path }) => applies(path))
      .flatMap((file) =>
        check(file, project).map((found) =>
          typeof found === 'string' ? { path: file.path, message: found } : { path: file.path, ...found },
        ),
      ),
})

/** A rule that checks each import of each file; the check returns the message of a violation. */
export const eachImport = (
  name: string,
  applies: (path: string) => boolean,
  check: (imported: Import, file: Source, project: Project) => string | undefined,
): Rule =>
  eachFile(name, applies, (file, project) =>
    moduleOf(file).imports.flatMap((imported) => {
      const message = check(imported, file, project)
      return message === undefined ? [] : [{ message, line: imported.line }]
    }),
  )

const textOf = ({ path, line, message }: Problem): string => `${path}${line ? `:${line}` : ''} ${message}`

/** The violations of a rule as lines of text, without duplicates. */
export const problemsOf = ({ check }: Rule, project: Project): string[] => [...new Set(check(project).map(textOf))]
