import { ASSEMBLY } from './places.ts'

/** Lines of places, the lowest first: a place imports from a line above its own in this list, or from its left. */
export type Floors = readonly (readonly string[])[]

export const BFF_FLOORS: Floors = [
  ['errors', 'runtime', 'crypto', 'ports', 'db/kit', 'db/ids'],
  ['tables', 'schema', 'db', 'adapters'],
  ['config', 'context'],
  ['audit', 'search', 'jobs', 'events', 'moderation', 'storage'],
  ['http'],
  ['features'],
  ASSEMBLY,
]

/** Whether the first place stands below the second, in an earlier line or to its left. */
export function isBelow(floors: Floors, place: string, other: string): boolean {
  const find = (name: string) => floors.findIndex((line) => line.includes(name))
  const [line, above] = [find(place), find(other)]
  if (line !== above) return line < above
  return (floors[line]?.indexOf(place) ?? -1) < (floors[above]?.indexOf(other) ?? -1)
}
