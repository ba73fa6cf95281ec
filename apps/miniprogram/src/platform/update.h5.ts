import type { UpdateListener } from './update'

/** Coming back to the page asks whether there is a new build, but not at every glance. */
const APART_MS = 10 * 60_000

// The names of scripts carry a hash of what is in them, so the page's own list of scripts is the build's name.
const scriptsIn = (html: string): string => (html.match(/js\/[\w.-]+\.js/g) ?? []).toSorted().join(' ')
const own = () => scriptsIn([...document.scripts].map(({ src }) => src).join(' '))

export function watchUpdates({ ready }: UpdateListener): void {
  let askedAt = Date.now()
  const look = async () => {
    if (document.visibilityState !== 'visible' || Date.now() - askedAt < APART_MS) return
    askedAt = Date.now()
    const page = await fetch('/', { cache: 'no-cache' })
    if (!page.ok) return
    const newest = scriptsIn(await page.text())
    // Chunks that were loaded since stand in the document, too; the page lists only those that it begins with.
    const isKnown = newest.split(' ').every((script) => own().includes(script))
    if (newest !== '' && !isKnown) ready(() => location.reload())
  }
  document.addEventListener('visibilitychange', () => void look().catch(() => undefined))
}
