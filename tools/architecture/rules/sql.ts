import { cyclesIn, shortestCycle } from '../cycles.ts'
import { BFF_FLOORS, isBelow } from '../floors.ts'
import { eachFile, eachImport, type Project, type Problem, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { bffFeatureOf, bffUnitOf, inBff, isDoor, layerOf } from '../paths.ts'
import { sqlIn, tableOwners, tablesIn } from '../tables.ts'

const inDb = (path: string): boolean => bffUnitOf(path) === 'db'
const mayHoldSql = (path: string): boolean => layerOf(path) === 'repo' || inDb(path)

/** Imports that a `.table.ts` may have. */
const LEAF =
  /^drizzle-orm(?:\/|$)|^apps\/bff\/src\/db\/(?:kit|ids)(?:\.ts)?$|^apps\/bff\/src\/ports\/|^packages\/contract\/src\//

/** The features that each feature depends on, through doors and through the tables that its repos join. */
function dependencies(project: Project): {
  graph: Map<string, Set<string>>
  joins: (Problem & { from: string; to: string })[]
} {
  const graph = new Map<string, Set<string>>()
  const add = (from: string, to: string) => graph.set(from, (graph.get(from) ?? new Set()).add(to))
  const owners = tableOwners(project)
  const joins: (Problem & { from: string; to: string })[] = []
  for (const file of project.files.filter(({ path }) => inBff(path))) {
    const from = bffFeatureOf(file.path)
    if (from === undefined) continue
    for (const { target } of moduleOf(file).imports) {
      const to = bffFeatureOf(target)
      if (to !== undefined && to !== from) add(from, to)
    }
    if (layerOf(file.path) !== 'repo') continue
    for (const { table, writes, line } of tablesIn(file, owners)) {
      if (writes) continue
      const to = bffFeatureOf(`${owners.get(table) ?? ''}/`)
      if (to === undefined || to === from) continue
      add(from, to)
      joins.push({ path: file.path, line, from, to, message: table })
    }
  }
  return { graph, joins }
}

export const sqlRules: readonly Rule[] = [
  eachFile(
    'SQL stands in .repo.ts',
    (path) => inBff(path) && !mayHoldSql(path),
    (file) => {
      const isTable = layerOf(file.path) === 'table'
      const statements = sqlIn(file).filter(({ kind }) => !(isTable && kind === 'sql'))
      const drizzle = moduleOf(file).imports.find(
        ({ target, typeOnly }) => !typeOnly && !isTable && /^drizzle-orm(?:\/|$)/.test(target),
      )
      return [
        ...statements.map(({ kind, line }) => ({
          line,
          message: `builds or runs SQL (${kind}); move the statement or condition to a .repo.ts beside it`,
        })),
        ...(drizzle
          ? [{ line: drizzle.line, message: 'imports drizzle-orm; what uses it belongs in a .repo.ts' }]
          : []),
      ]
    },
  ),
  eachImport(
    'a .table.ts is a leaf',
    (path) => inBff(path) && layerOf(path) === 'table',
    ({ target }) =>
      LEAF.test(target)
        ? undefined
        : `imports ${target}; a table builds on drizzle-orm, db/kit, db/ids, ports and the contract`,
  ),
  {
    name: 'a repo writes only its own tables',
    check: (project) => {
      const owners = tableOwners(project)
      return project.files
        .filter(({ path }) => inBff(path) && mayHoldSql(path) && !inDb(path))
        .flatMap((file) =>
          tablesIn(file, owners)
            .filter(
              ({ table, writes }) => writes && owners.get(table) !== file.path.slice(0, file.path.lastIndexOf('/')),
            )
            .map(({ table, line }) => ({
              path: file.path,
              line,
              message: `writes ${table} of ${owners.get(table)}; call a verb of its owner in a service`,
            })),
        )
    },
  },
  {
    name: 'features form no cycle',
    check: (project) => {
      const graph = new Map<string, Set<string>>()
      const where = new Map<string, Problem>()
      for (const file of project.files.filter(({ path }) => inBff(path))) {
        const from = bffFeatureOf(file.path)
        for (const { target, line, names } of moduleOf(file).imports) {
          const to = bffFeatureOf(target)
          if (!from || !to || to === from || !isDoor(target)) continue
          graph.set(from, (graph.get(from) ?? new Set()).add(to))
          where.set(`${from} ${to}`, { path: file.path, line, message: `${from} takes ${names.join(', ')} of ${to}` })
        }
      }
      return cyclesIn(graph).map((cycle) => {
        const way = shortestCycle(cycle, graph)
        const steps = way.slice(1).flatMap((to, at) => where.get(`${way[at]} ${to}`) ?? [])
        return {
          path: steps[0]?.path ?? '',
          line: steps[0]?.line ?? 1,
          message: `closes a cycle (${steps.map(({ path, message }) => `${path}: ${message}`).join('; ')}); let assembly hand one of them in`,
        }
      })
    },
  },
  {
    name: 'a repo joins only tables of features that its feature may import',
    check: (project) => {
      const { graph, joins } = dependencies(project)
      const cycles = cyclesIn(graph)
      const circular = joins
        .filter(({ from, to }) => cycles.some((cycle) => cycle.includes(from) && cycle.includes(to)))
        .map(({ path, line, from, to, message: table }) => ({
          path,
          ...(line ? { line } : {}),
          message: `joins ${table} of ${to}, which itself builds on ${from}; take what is needed as a parameter`,
        }))
      const owners = tableOwners(project)
      const below = project.files
        .filter(({ path }) => inBff(path) && layerOf(path) === 'repo' && bffFeatureOf(path) === undefined)
        .flatMap((file) => {
          const own = bffUnitOf(file.path)
          return tablesIn(file, owners)
            .map((use) => ({ ...use, owner: bffUnitOf(`${owners.get(use.table) ?? ''}/`) }))
            .filter(({ writes, owner }) => !writes && owner !== own && !isBelow(BFF_FLOORS, owner, own))
            .map(({ table, owner, line }) => ({
              path: file.path,
              line,
              message: `reads ${table} of ${owner}, which stands above ${own}; let assembly hand in what is needed`,
            }))
        })
      return [...circular, ...below]
    },
  },
]
