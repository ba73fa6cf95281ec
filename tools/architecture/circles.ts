/** Where an arrow leads from each node. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>

/** The groups of nodes that reach one another (Tarjan's strongly connected components of two and more), sorted. */
export function circlesIn(arrows: Arrows): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const found: string[][] = []
  const visit = (node: string): number => {
    let low = order.size
    order.set(node, low)
    open.push(node)
    isOpen.add(node)
    for (const next of arrows.get(node) ?? []) {
      const seen = order.get(next)
      if (seen === undefined) low = Math.min(low, visit(next))
      else if (isOpen.has(next)) low = Math.min(low, seen)
    }
    lowest.set(node, low)
    if (low !== order.get(node)) return low
    const circle = open.splice(open.indexOf(node))
    for (const one of circle) isOpen.delete(one)
    if (circle.length > 1) found.push(circle.sort())
    return low
  }
  for (const node of arrows.keys()) if (!order.has(node)) visit(node)
  return found.sort((a, b) => b.length - a.length || (a[0] ?? '').localeCompare(b[0] ?? ''))
}

/** One way round within a group that `circlesIn` found: the shortest from its first node back to it. */
export function wayRound(circle: readonly string[], arrows: Arrows): string[] {
  const [first = ''] = circle
  const inside = new Set(circle)
  let ways = [[first]]
  const seen = new Set<string>()
  while (ways.length > 0) {
    const longer: string[][] = []
    for (const way of ways) {
      for (const next of arrows.get(way.at(-1) ?? '') ?? []) {
        if (next === first) return [...way, first]
        if (!inside.has(next) || seen.has(next)) continue
        seen.add(next)
        longer.push([...way, next])
      }
    }
    ways = longer
  }
  return [...circle]
}
