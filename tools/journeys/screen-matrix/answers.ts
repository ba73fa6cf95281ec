import type { Page, Route as Intercepted } from 'playwright-core'
import { contract } from '../../../packages/contract/src/contract.ts'
import type { Route } from '../../../packages/contract/src/core/define.ts'

export const STATES = ['loading', 'error', 'empty', 'content'] as const
export type State = (typeof STATES)[number]

const routes: readonly Route[] = Object.values(contract).flatMap((feature) => Object.values<Route>(feature))

function routeOf(method: string, path: string): Route | undefined {
  const fits = ({ method: own, path: pattern }: Route) =>
    own === method.toLowerCase() && new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
  // A literal path wins over one with a parameter.
  return routes.filter(fits).toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
}

/** The same shape with nothing in it: no rows, and counts that say so; a row of numbers keeps its places. */
function emptied(data: unknown): unknown {
  if (Array.isArray(data)) return data.every((one) => typeof one === 'number') ? data.map(() => 0) : []
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'number' && /^(?:total|count|shown|\w*Count)$/i.test(key) ? 0 : emptied(value),
    ]),
  )
}

const fulfil = (status: number, body: object) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ requestId: '0000-0000', timestamp: Date.now(), ...body }),
})

const BROKEN = {
  success: false,
  error: 'INTERNAL_ERROR',
  code: 'INTERNAL_ERROR',
  message: '服务器出了点问题，请稍后再试。',
}
const GONE = { success: false, error: 'NOT_FOUND', code: 'NOT_FOUND', message: '没有找到，可能已经删除。' }

/** What reads, besides every GET: these routes are asked for a page's content although they are written as POST. */
const READ_BY_POST = [
  '/api/interview/tickets/read',
  '/api/interview/rooms/{roomId}/enter',
  '/api/orders/{id}/pay',
  '/api/shortlists/guest/open',
  '/api/shortlists/preview',
]

async function nothingOf(intercepted: Intercepted, route: Route): Promise<void> {
  const answer = await intercepted.fetch()
  const text = await answer.text()
  if (!answer.ok() || !/json/.test(answer.headers()['content-type'] ?? ''))
    return intercepted.fulfill({ response: answer })
  const envelope = JSON.parse(text) as { data: unknown }
  const nothing = route.reply.safeParse(null).success ? null : emptied(envelope.data)
  const checked = route.reply.safeParse(nothing)
  if (!checked.success) throw new Error(`${route.path} cannot be empty: ${checked.error.message}`)
  return intercepted.fulfill({ response: answer, body: JSON.stringify({ ...envelope, data: nothing }) })
}

export interface Played {
  /** Requests of the API that wait for an answer. */
  waiting: () => number
  /** What went wrong while answers were played. */
  problems: string[]
  /** Lets the page's requests through again. */
  end: () => Promise<void>
}

/**
 * Plays a state to a page of the real product: every answer that it reads is held back, broken, or without content.
 * `gone`: what the page is about does not exist any more, which is how one thing is "empty".
 */
export async function play(page: Page, state: State, { gone = false } = {}): Promise<Played> {
  const problems: string[] = []
  let waiting = 0
  let over = false
  await page.route('**/api/**', async (intercepted) => {
    const request = intercepted.request()
    const { pathname } = new URL(request.url())
    const route = routeOf(request.method(), pathname)
    if (!route) return intercepted.continue()
    const reads = route.method === 'get' || READ_BY_POST.includes(route.path)
    const isStream = route.path.startsWith('/api/events')
    if (!reads || state === 'content' || isStream) return intercepted.continue()
    if (state === 'loading') return undefined
    waiting += 1
    try {
      if (state === 'error') await intercepted.fulfill(fulfil(500, BROKEN))
      // Who the agency is does not depend on what a page is about.
      else if (gone && route.path !== '/api/client-config') await intercepted.fulfill(fulfil(404, GONE))
      else await nothingOf(intercepted, route)
    } catch (error) {
      if (!over) problems.push((error as Error).message)
    } finally {
      waiting -= 1
    }
    return undefined
  })
  const end = () => {
    over = true
    return page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  return { waiting: () => waiting, problems, end }
}
