import { circlesIn, wayRound } from '../circles.ts'
import type { House, Rule } from '../house.ts'
import { moduleOf } from '../module.ts'
import { CONTRACT, inContract } from '../places.ts'

/** Which files each file imports, types included. */
function arrowsOf(house: House): Map<string, Set<string>> {
  return new Map(
    house.files.map((file) => {
      const next = new Set(moduleOf(file).imports.flatMap((imported) => house.filesOf(imported)))
      next.delete(file.path)
      return [file.path, next]
    }),
  )
}

/** The folder of the contract that a path lies in; what lies at its top stands in none. */
const contractFolder = (path: string): string | undefined =>
  inContract(path) ? /^([^/]+)\//.exec(path.slice(CONTRACT.length))?.[1] : undefined

export const circleRules: readonly Rule[] = [
  {
    name: 'imports go in no circle, types counted',
    check: (house) => {
      const arrows = arrowsOf(house)
      return circlesIn(arrows).map((circle) => ({
        path: circle[0] ?? '',
        says: `stands in a circle of ${circle.length} files: ${wayRound(circle, arrows).join(' → ')}; move what both ends need to a file below them`,
      }))
    },
  },
  {
    name: 'folders of the contract import one another in no circle',
    check: (house) => {
      const arrows = new Map<string, Set<string>>()
      for (const [path, next] of arrowsOf(house)) {
        const from = contractFolder(path)
        for (const to of from === undefined ? [] : [...next].map(contractFolder)) {
          if (from && to && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
        }
      }
      return circlesIn(arrows).map((circle) => ({
        path: `${CONTRACT}${circle[0]}/`,
        says: `stands in a circle of folders: ${wayRound(circle, arrows).join(' → ')}; move what both need to core/ or to the lower one`,
      }))
    },
  },
]
