/** In the sheet that is open, else on the page in front: pages below it are in the document, too. */
const PLACES = ['.q-layer:not(.q-layer--leaving)', '.q-scroll']

export function reveal(className: string): void {
  for (const place of PLACES) {
    const all = document.querySelectorAll<HTMLElement>(`${place} .${className}`)
    const first = [...all].find((one) => one.getClientRects().length > 0)
    if (!first) continue
    const { top, bottom } = first.getBoundingClientRect()
    const scroller = first.closest('.q-scroll, .q-sheet__body')?.getBoundingClientRect()
    // The line it says something about stands above it.
    if (scroller && top >= scroller.top && bottom <= scroller.bottom) return
    first.scrollIntoView({ block: 'center', behavior: 'smooth' })
    return
  }
}
