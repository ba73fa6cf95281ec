import { posix } from 'node:path'
import { moduleOf } from './module.ts'
import { makeProject } from './project.ts'
import type { Source } from './source.ts'

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')

/** Class names that two style sheets define at their top: which of them wins depends on the order of imports. */
export function classesDefinedTwice(sheets: readonly Source[]): string[] {
  const sheetsOf = new Map<string, Set<string>>()
  for (const { path, text } of sheets) {
    // .care is a state of the whole page that many sheets react to.
    for (const [, selectors = ''] of withoutComments(text).matchAll(/^(\.[^{}@;]*)\{/gm)) {
      for (const selector of selectors.split(',')) {
        // One class alone, however often repeated for weight and in whatever state.
        const [, name = ''] = /^\.([\w-]+)(?:\.\1)*(?::[\w-]+)*$/.exec(selector.trim()) ?? []
        if (name && name !== 'care') sheetsOf.set(name, (sheetsOf.get(name) ?? new Set()).add(path))
      }
    }
  }
  return [...sheetsOf]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)
}

/** A class that is styled by itself, and not only inside or beside another one. */
const CLASS = /(?:^|[,{};])\s*\.([a-z][\w-]*)(?:[.:][^\s,{+~>]*)*\s*(?=[,{])/g
const IN_QUOTES = /(?<=[\s'"`])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?:__[\w-]+)?|(?<=[\s'"`])[a-z][a-z0-9]*(?:__[\w-]+)/g

const USED = /@use\s+'(\.[^']*)'/g

/** The sheets that a sheet uses, by their paths. */
const usedBy = ({ path, text }: Source): string[] =>
  [...text.matchAll(USED)].map(([, used = '']) => `${posix.join(posix.dirname(path), used)}.scss`)

/** The classes of a sheet, without those of sheets that it uses. */
const classesIn = (sheet: Source): Set<string> =>
  new Set([...withoutComments(sheet.text).matchAll(CLASS)].map(([, name = '']) => name))

/**
 * Classes that a page or one of its parts writes and whose sheet neither the page nor the app brings along: they have a
 * style only where another page has loaded the sheet before. One line for each page.
 */
export function classesWithoutSheet(
  sources: readonly Source[],
  sheets: readonly Source[],
  { app, pages }: { app: string; pages: readonly string[] },
): string[] {
  const project = makeProject(sources)
  const known = new Map(sheets.map((sheet) => [sheet.path, sheet]))
  const sheetsOf = new Map<string, string[]>()
  for (const sheet of sheets)
    for (const name of classesIn(sheet)) sheetsOf.set(name, [...(sheetsOf.get(name) ?? []), sheet.path])

  /** A module and all that it imports, as files: code and sheets. */
  const loadedBy = (path: string, loaded = new Set<string>()): Set<string> => {
    if (loaded.has(path)) return loaded
    loaded.add(path)
    const sheet = known.get(path)
    if (sheet) for (const used of usedBy(sheet)) loadedBy(used, loaded)
    const file = project.at(path)
    for (const one of file ? moduleOf(file).imports : []) {
      if (known.has(one.target)) loadedBy(one.target, loaded)
      else if (!one.typeOnly) for (const next of project.filesOf(one)) loadedBy(next, loaded)
    }
    return loaded
  }

  const always = loadedBy(app)
  return pages.flatMap((page) => {
    const loaded = loadedBy(page)
    const used = [...loaded].flatMap((path) => {
      const file = project.at(path)
      return file && path.endsWith('.tsx') ? [...moduleOf(file).code.matchAll(IN_QUOTES)].map(([name]) => name) : []
    })
    const missing = [...new Set(used)].filter((name) => {
      const homes = sheetsOf.get(name)
      return homes !== undefined && !homes.some((sheet) => loaded.has(sheet) || always.has(sheet))
    })
    return missing.length === 0 ? [] : [`${page}: ${missing.join(', ')}`]
  })
}
