import { cyclesIn, shortestCycle } from '../cycles.ts'
import type { Project, Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { CONTRACT, inContract } from '../paths.ts'

/** The files that each file imports, types included. */
function importGraph(project: Project): Map<string, Set<string>> {
  return new Map(
    project.files.map((file) => {
      const next = new Set(moduleOf(file).imports.flatMap((imported) => project.filesOf(imported)))
      next.delete(file.path)
      return [file.path, next]
    }),
  )
}

/** The contract folder of a path; undefined for a file at the top level. */
const contractFolder = (path: string): string | undefined =>
  inContract(path) ? /^([^/]+)\//.exec(path.slice(CONTRACT.length))?.[1] : undefined

export const cycleRules: readonly Rule[] = [
  {
    name: 'imports form no cycle, types included',
    check: (project) => {
      const graph = importGraph(project)
      return cyclesIn(graph).map((cycle) => ({
        path: cycle[0] ?? '',
        message: `is in a cycle of ${cycle.length} files: ${shortestCycle(cycle, graph).join(' → ')}; move what both ends need to a file below them`,
      }))
    },
  },
  {
    name: 'contract folders form no cycle',
    check: (project) => {
      const graph = new Map<string, Set<string>>()
      for (const [path, next] of importGraph(project)) {
        const from = contractFolder(path)
        for (const to of from === undefined ? [] : [...next].map(contractFolder)) {
          if (from && to && to !== from) graph.set(from, (graph.get(from) ?? new Set()).add(to))
        }
      }
      return cyclesIn(graph).map((cycle) => ({
        path: `${CONTRACT}${cycle[0]}/`,
        message: `is in a cycle of folders: ${shortestCycle(cycle, graph).join(' → ')}; move what both need to core/ or to the lower one`,
      }))
    },
  },
]
