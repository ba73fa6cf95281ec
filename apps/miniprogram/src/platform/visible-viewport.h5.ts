/** Less than this is a bar of the browser, not a keyboard. */
const KEYBOARD_PX = 120
/** What belongs to a field: its label, the error under it, its counter. */
const FIELDS = '.q-field, .q-search, .cve-bullet, .composer'

/** A keyboard covers the lower part of a page in a browser, whose height stays; the page takes what is left. */
export function startVisibleViewport(): void {
  const seen = window.visualViewport
  if (!seen) return
  const fit = () => {
    const typing = window.innerHeight - seen.height > KEYBOARD_PX
    document.documentElement.style.setProperty('--visible-h', typing ? `${seen.height}px` : '100%')
    document.body.classList.toggle('q-typing', typing)
    // iOS moves the page up under the keyboard; its own place is the top.
    if (typing) window.scrollTo(0, 0)
    requestAnimationFrame(keepInSight)
  }
  seen.addEventListener('resize', fit)
  document.addEventListener('focusin', () => requestAnimationFrame(keepInSight))
}

function keepInSight(): void {
  const active = document.activeElement
  if (!(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement)) return
  active.closest(FIELDS)?.scrollIntoView({ block: 'nearest' })
  active.scrollIntoView({ block: 'nearest' })
}
