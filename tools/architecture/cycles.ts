/** The nodes that each node points to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** The groups of nodes that reach one another (Tarjan's strongly connected components of two and more), sorted. */
export function cyclesIn(graph: Graph): string[][] {
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
    for (const next of graph.get(node) ?? []) {
      const seen = order.get(next)
      if (seen === undefined) low = Math.min(low, visit(next))
      else if (isOpen.has(next)) low = Math.min(low, seen)
    }
    lowest.set(node, low)
    if (low !== order.get(node)) return low
    const cycle = open.splice(open.indexOf(node))
    for (const one of cycle) isOpen.delete(one)
    if (cycle.length > 1) found.push(cycle.sort())
    return low
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return found.sort((a, b) => b.length - a.length || (a[0] ?? '').localeCompare(b[0] ?? ''))
}

/** The shortest path from the first node of a group that `cyclesIn` found back to that node. */
export function shortestCycle(cycle: readonly string[], graph: Graph): string[] {
  const [first = ''] = cycle
  const inside = new Set(cycle)
  let ways = [[first]]
  const seen = new Set<string>()
  while (ways.length > 0) {
    const longer: string[][] = []
    for (const way of ways) {
      for (const next of graph.get(way.at(-1) ?? '') ?? []) {
        if (next === first) return [...way, first]
        if (!inside.has(next) || seen.has(next)) continue
        seen.add(next)
        longer.push([...way, next])
      }
    }
    ways = longer
  }
  return [...cycle]
}
