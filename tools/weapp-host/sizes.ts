import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })

interface Packages {
  /** Bytes of the main package: everything outside subpackages. */
  main: number
  /** Bytes of each subpackage, by root. */
  sub: Record<string, number>
  total: number
}

/** The sizes that WeChat counts. */
function packageSizes(dist: string): Packages {
  const app = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
  const sub: Record<string, number> = Object.fromEntries((app.subPackages ?? []).map(({ root }) => [root, 0]))
  let main = 0
  for (const file of filesBelow(dist)) {
    const path = relative(dist, file)
    const bytes = statSync(file).size
    const root = Object.keys(sub).find((one) => path.startsWith(`${one}/`))
    if (root) sub[root] = (sub[root] ?? 0) + bytes
    else main += bytes
  }
  return { main, sub, total: main + Object.values(sub).reduce((a, b) => a + b, 0) }
}

/** The code of the main package, for looking what is not in it. */
export function mainCode(dist: string): string {
  const app = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
  const roots = (app.subPackages ?? []).map(({ root }) => `${root}/`)
  return filesBelow(dist)
    .filter((file) => file.endsWith('.js') && !roots.some((root) => relative(dist, file).startsWith(root)))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

/** Bytes over the wire, gzipped, of what the page itself asks for: its scripts, styles and the page. */
export function firstLoad(dist: string): number {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) =>
    readFileSync(join(dist, file)),
  )
  return [Buffer.from(html), ...files].reduce((sum, file) => sum + gzipSync(file).length, 0)
}

const kB = 1000
/** Bytes that each package may have. */
export const BUDGET = { main: 700 * kB, sub: 900 * kB, total: 4000 * kB }

/** Packages over their budget, as sentences. */
export function sizeProblems(dist: string): string[] {
  const { main, sub, total } = packageSizes(dist)
  const all: [string, number, number][] = [
    ['the main package', main, BUDGET.main],
    ...Object.entries(sub).map(([root, bytes]): [string, number, number] => [root, bytes, BUDGET.sub]),
    ['everything together', total, BUDGET.total],
  ]
  return all
    .filter(([, bytes, limit]) => bytes > limit)
    .map(([name, bytes, limit]) => `${name} has ${Math.ceil(bytes / kB)} kB, more than ${limit / kB} kB`)
}
