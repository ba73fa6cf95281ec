import { type Import, moduleOf } from './module.ts'
import type { Source } from './source.ts'

/** All files that a rule judges together, and how they import one another. */
export interface House {
  files: readonly Source[]
  /** The file of this name; undefined when the house has none. */
  at: (path: string) => Source | undefined
  /** The files that an import loads: none for a package, two for a face of both platforms. */
  filesOf: (imported: Import) => readonly string[]
}

/** What breaks a rule, in words that say what to do instead. */
export interface Problem {
  path: string
  line?: number
  says: string
}

export interface Rule {
  name: string
  check: (house: House) => Problem[]
}

const WHOLE = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
const FACES = ['.h5.ts', '.h5.tsx', '.weapp.ts', '.weapp.tsx']

export function makeHouse(files: readonly Source[]): House {
  const known = new Map(files.map((file) => [file.path, file]))
  return {
    files,
    at: (path) => known.get(path),
    filesOf: ({ target }) => {
      const whole = WHOLE.map((end) => target + end).find((path) => known.has(path))
      return whole === undefined ? FACES.map((end) => target + end).filter((path) => known.has(path)) : [whole]
    },
  }
}

/** A rule that judges each file by itself. */
export const eachFile = (
  name: string,
  applies: (path: string) => boolean,
  check: (file: Source, house: House) => (string | { says: string; line: number })[],
): Rule => ({
  name,
  check: (house) =>
    house.files
      .filter(({ path }) => applies(path))
      .flatMap((file) =>
        check(file, house).map((found) =>
          typeof found === 'string' ? { path: file.path, says: found } : { path: file.path, ...found },
        ),
      ),
})

/** A rule about each import of each file; the check says what is wrong with it. */
export const eachImport = (
  name: string,
  applies: (path: string) => boolean,
  check: (imported: Import, file: Source, house: House) => string | undefined,
): Rule =>
  eachFile(name, applies, (file, house) =>
    moduleOf(file).imports.flatMap((imported) => {
      const says = check(imported, file, house)
      return says === undefined ? [] : [{ says, line: imported.line }]
    }),
  )

const textOf = ({ path, line, says }: Problem): string => `${path}${line ? `:${line}` : ''} ${says}`

/** All that breaks the rule, each once. */
export const problemsOf = ({ check }: Rule, house: House): string[] => [...new Set(check(house).map(textOf))]
