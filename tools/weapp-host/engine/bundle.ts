import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import vm from 'node:vm'
import { TmplGroup } from 'glass-easel-template-compiler'
import { sizeProblems } from '../sizes.ts'
import { type AppConfig, type Bundle, pagesOf, type PartConfig } from './app-config.ts'

/** Severities of the template compiler above "warning". */
const SERIOUS = /Fatal|Error|^[34]$/

export function readBundle(dist: string): Bundle {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  const read = (file: string) => readFileSync(join(dist, file), 'utf8')
  const having = (suffix: string) => files.filter((file) => file.endsWith(suffix))

  const app = JSON.parse(read('app.json')) as AppConfig
  const parts = Object.fromEntries(
    having('.json').map((file): [string, PartConfig] => [file.slice(0, -5), JSON.parse(read(file)) as PartConfig]),
  )
  delete parts.app
  delete parts.theme
  const modules = Object.fromEntries(having('.js').map((file) => [file, read(file)]))
  const templates = compileTemplates(having('.wxml'), having('.wxs'), read)
  return {
    app,
    parts,
    modules,
    styles: Object.fromEntries(
      pagesOf(app).map((page) => [page, styleOf(dist, 'app.wxss') + styleOf(dist, `${page}.wxss`)]),
    ),
    templates: templates.code,
    problems: [
      ...missingFiles(app, parts, new Set(files)),
      ...Object.entries(modules).flatMap(([file, code]) => syntaxProblem(file, code)),
      ...templates.problems,
      ...sizeProblems(dist),
    ],
  }
}

function missingFiles(app: AppConfig, parts: Bundle['parts'], files: ReadonlySet<string>): string[] {
  const wanted = [
    ...pagesOf(app).flatMap((page) => ['.js', '.json', '.wxml'].map((suffix) => page + suffix)),
    ...Object.entries(parts).flatMap(([part, { usingComponents = {} }]) =>
      Object.values(usingComponents).flatMap((path) => {
        const target = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(part), path)
        return [`${target}.js`, `${target}.wxml`]
      }),
    ),
    ...(app.tabBar?.list ?? []).flatMap(({ iconPath, selectedIconPath }) =>
      [iconPath, selectedIconPath].filter((path) => path !== undefined && !path.startsWith('@')),
    ),
  ]
  return [...new Set(wanted)].filter((file) => !files.has(file ?? '')).map((file) => `${file} is missing`)
}

function syntaxProblem(file: string, code: string): string[] {
  try {
    void new vm.Script(`(function (require, module, exports) {${code}\n})`, { filename: file })
    return []
  } catch (error) {
    return [`${file}: ${(error as Error).message}`]
  }
}

function compileTemplates(templates: string[], scripts: string[], read: (file: string) => string) {
  const group = new TmplGroup()
  const problems: string[] = []
  for (const file of scripts) group.addScript(file.slice(0, -4), read(file))
  for (const file of templates) {
    const found = (group.addTmpl(file.slice(0, -5), read(file)) ?? []) as Record<string, unknown>[]
    for (const { level, message, startLine } of found) {
      if (SERIOUS.test(String(level))) problems.push(`${file}:${Number(startLine) + 1} ${String(message)}`)
    }
  }
  return { code: group.getTmplGenObjectGroups(), problems }
}

function styleOf(dist: string, file: string): string {
  const path = join(dist, file)
  if (!existsSync(path)) return ''
  return readFileSync(path, 'utf8').replaceAll(/@import\s*"([^"]+)";?/g, (_, target: string) =>
    styleOf(dist, join(dirname(file), target)),
  )
}
