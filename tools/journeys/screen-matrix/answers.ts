import type { CDPSession, Page } from 'playwright-core'
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

const replyOf = (body: object) => JSON.stringify({ requestId: '0000-0000', timestamp: Date.now(), ...body })

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

interface Asked {
  url: string
  method: string
  headers: Record<string, string>
  postData?: string
}

/** What the server answers to a request, without content where it has any. */
async function nothingOf({ url, method, headers, postData }: Asked, route: Route): Promise<[number, string]> {
  const answer = await fetch(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) })
  const text = await answer.text()
  if (!answer.ok || !/json/.test(answer.headers.get('content-type') ?? '')) return [answer.status, text]
  const envelope = JSON.parse(text) as { data: unknown }
  const nothing = route.reply.safeParse(null).success ? null : emptied(envelope.data)
  const checked = route.reply.safeParse(nothing)
  if (!checked.success) throw new Error(`${route.path} cannot be empty: ${checked.error.message}`)
  return [answer.status, JSON.stringify({ ...envelope, data: nothing })]
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
 * `gone`: what the page is about does not exist any more, which is how one thing is "empty". Requests are paused by the
 * protocol of the browser, since `page.route` turns off its cache and each page would read the program anew.
 */
export async function play(page: Page, state: State, { gone = false } = {}): Promise<Played> {
  const problems: string[] = []
  let waiting = 0
  let over = false
  if (state === 'content') return { waiting: () => 0, problems, end: async () => undefined }
  const browser: CDPSession = await page.context().newCDPSession(page)

  async function answer(requestId: string, request: Asked): Promise<void> {
    const route = routeOf(request.method, new URL(request.url).pathname)
    const reads = route && (route.method === 'get' || READ_BY_POST.includes(route.path))
    if (!reads || route.path.startsWith('/api/events')) {
      await browser.send('Fetch.continueRequest', { requestId })
      return
    }
    if (state === 'loading') return
    // Who the agency is does not depend on what a page is about.
    const isGone = gone && route.path !== '/api/client-config'
    const [responseCode, body] =
      state === 'error'
        ? ([500, replyOf(BROKEN)] as const)
        : isGone
          ? ([404, replyOf(GONE)] as const)
          : await nothingOf(request, route)
    await browser.send('Fetch.fulfillRequest', {
      requestId,
      responseCode,
      responseHeaders: [{ name: 'content-type', value: 'application/json' }],
      body: Buffer.from(body).toString('base64'),
    })
  }

  browser.on('Fetch.requestPaused', ({ requestId, request }) => {
    if (state !== 'loading') waiting += 1
    answer(requestId, request)
      .catch((error: Error) => {
        if (!over) problems.push(error.message)
      })
      .finally(() => {
        if (state !== 'loading') waiting -= 1
      })
  })
  await browser.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*' }] })
  const end = () => {
    over = true
    return browser.detach()
  }
  return { waiting: () => waiting, problems, end }
}
