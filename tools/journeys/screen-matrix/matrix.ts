import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findShell } from '../../check/browser.ts'
import { useJourney } from '../journey.ts'
import type { Viewer, Visit } from '../visitors.ts'
import { STATES } from './answers.ts'
import { declaredPages } from './declared.ts'
import { makePages, type Pages } from './pages.ts'
import { type MatrixScreen, SCREENS } from './screens.ts'
import { findIds, sessions } from './stage.ts'
import { type Cell, lookAt, lookAtDesk } from './visit.ts'

const sayViewer = (viewer: Viewer): string =>
  'staff' in viewer ? ` of ${viewer.staff}` : 'phone' in viewer ? ` of ${viewer.phone.slice(-1)}` : ' of a guest'

/** Every declared page, once for each viewer that it is listed with. */
const cells = [...declaredPages()].flatMap(([name, path]) => {
  const listed = SCREENS[name] ?? []
  const screens: readonly MatrixScreen[] = Array.isArray(listed) ? listed : [listed as MatrixScreen]
  return screens.map((screen) => ({
    name: [`${name}${sayViewer(screen.viewer)}${screen.query ? `?${screen.query}` : ''}`, ...(screen.taps ?? [])].join(
      ', ',
    ),
    path,
    screen,
  }))
})

/** Pages that staff sees; where a page is listed for several viewers, each. */
const atDesks = cells.filter(({ screen }) => 'staff' in screen.viewer && !screen.taps)

/** A page that reads nothing is there at once, and also when the server answers nothing. */
const statesOf = ({ readsNothing, empty, gone, taps }: MatrixScreen) =>
  taps
    ? (['content'] as const)
    : STATES.filter((state) => (readsNothing ? state !== 'empty' : state !== 'empty' || empty || gone))

/** Tests one part of all pages: files that run beside each other share the matrix, each with a server of its own. */
export function testScreens(part: number, parts: number): void {
  const journey = useJourney(findShell)
  let ids: Readonly<Record<string, string>> = {}
  let visit: (viewer: Viewer) => Promise<Visit | undefined>
  let pages: Pages
  beforeAll(async () => {
    visit = sessions(journey.product)
    ids = await findIds(journey.product, visit)
    pages = makePages(journey.browser, journey.product.address)
  })
  afterAll(() => pages?.close())

  const whereOf = (path: string, screen: MatrixScreen): Omit<Cell, 'visit'> => {
    const query = (screen.query ?? '').replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    return { pages, product: journey.product, path: query ? `${path}?${query}` : path, screen }
  }

  describe('every page of staff', () => {
    it.concurrent.each(atDesks.filter((_, i) => i % parts === part))(
      '$name: at desks of two sizes, light and dark',
      async ({ path, screen }) => {
        const seenBy = await visit(screen.viewer)
        const problems = await lookAtDesk({ ...whereOf(path, screen), visit: seenBy })
        expect(problems.join('\n')).toBe('')
      },
    )
  })

  describe('every page', () => {
    it.concurrent.each(cells.filter((_, i) => i % parts === part))(
      '$name: loading, error, empty and content, light, dark and large',
      async ({ path, screen }) => {
        const where = whereOf(path, screen)
        const problems: string[] = []
        const seenBy = await visit(screen.viewer)
        for (const state of statesOf(screen)) problems.push(...(await lookAt({ ...where, visit: seenBy }, state)))
        expect(problems.join('\n')).toBe('')
      },
    )
  })
}
