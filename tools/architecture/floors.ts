import { ASSEMBLY } from './paths.ts'

/** Folders by floor, the lowest floor first. A folder imports from a lower floor, or from what stands left of it on its own. */
export type Floors = readonly (readonly string[])[]

export const BFF_FLOORS: Floors = [
  ['errors', 'runtime', 'crypto', 'ports', 'db/kit', 'db/ids'],
  ['tables', 'schema', 'db', 'adapters'],
  ['config', 'context'],
  ['audit', 'alerts', 'search', 'jobs', 'events', 'moderation', 'storage'],
  ['http'],
  ['features'],
  ASSEMBLY,
]

/** Whether the first folder stands below the second: on a lower floor, or left of it on the same one. */
export function isBelow(floors: Floors, folder: string, other: string): boolean {
  const find = (name: string) => floors.findIndex((line) => line.includes(name))
  const [own, above] = [find(folder), find(other)]
  if (own !== above) return own < above
  return (floors[own]?.indexOf(folder) ?? -1) < (floors[above]?.indexOf(other) ?? -1)
}
