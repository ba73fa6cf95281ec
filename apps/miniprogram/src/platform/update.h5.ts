import type { UpdateListener } from './update.types'

/** The least time between two checks for a new build. */
const APART_MS = 10 * 60_000

// Script names carry a hash of their content, so the list of scripts identifies a build.
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
