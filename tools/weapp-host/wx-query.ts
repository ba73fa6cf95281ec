/** Nothing is laid out here, so nothing can be measured. */
export function emptyQuery() {
  const query = {
    in: () => query,
    select: () => query,
    selectAll: () => query,
    selectViewport: () => query,
    boundingClientRect: () => query,
    scrollOffset: () => query,
    fields: () => query,
    node: () => query,
    exec: (done?: (results: unknown[]) => void) => void setTimeout(() => done?.([]), 0),
  }
  return query
}
