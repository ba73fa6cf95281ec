import type { UpdateListener } from './update.types'

/** Coming back to the page asks whether there is a new build, but not at every glance. */
const APART_MS = 10 * 60_000

// The names of scripts carry a hash of what is in them, so the page's own list of scripts is the build's name.
const scriptsIn = (text: string): readonly string[] => text.match(/js\/[\w.-]+\.js/g) ?? []
const running = () => scriptsIn([...document.scripts].map(({ src }) => src).join(' '))

export function watchUpdates({ ready }: UpdateListener): void {
  let askedAt = Date.now()
  const look = async () => {
    if (document.visibilityState !== 'visible' || Date.now() - askedAt < APART_MS) return
    askedAt = Date.now()
    const page = await fetch('/', { cache: 'no-cache' })
    if (!page.ok) return
    const known = running()
    // Chunks that were loaded since stand in the document, too; a page lists only those that it begins with.
    if (!scriptsIn(await page.text()).every((script) => known.includes(script))) ready(() => location.reload())
  }
  document.addEventListener('visibilitychange', () => void look().catch(() => undefined))
}
