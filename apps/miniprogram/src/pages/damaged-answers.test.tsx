import { join } from 'node:path'
import Taro from '@tarojs/taro'
import { type ComponentType } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fillWithDemo } from '@qingpin/testing/demo'
import { dropSession } from '@/app/session'
import { emptyScreens } from '@/app/query-store'
import { declaredPages } from '../../../../tools/journeys/screen-matrix/declared'
import { type MatrixScreen, SCREENS } from '../../../../tools/journeys/screen-matrix/screens'
import { findIds, sessions } from '../../../../tools/journeys/screen-matrix/stage'
import type { Product } from '../../../../tools/journeys/product'
import type { Viewer } from '../../../../tools/journeys/visitors'
import { leaveAll, render, type Rendered, settle } from '../../test/render'
import { useServer } from '../../test/server'
import { openWith } from '../../test/taro'

const { server, enter } = useServer()

type Damage = (value: unknown) => unknown

const inside = (damage: Damage, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(damage)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, damage(part)]))
}

/** Every damage of one kind, in a whole answer. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'lists as null': function damage(value) {
    return Array.isArray(value) ? null : inside(damage, value)
  },
  'lists as {}': function damage(value) {
    return Array.isArray(value) ? {} : inside(damage, value)
  },
  'numbers for text': function damage(value) {
    return typeof value === 'string' ? 7 : inside(damage, value)
  },
  'data as null': () => null,
}

/** These draw what a camera sees, frame by frame, which this environment has not. */
const NEED_A_CAMERA = ['interviewGuest', 'interviewRoom']

/** One of each page that asks the server for its content. */
const declared = [...declaredPages()].filter(([name]) => !NEED_A_CAMERA.includes(name))
const screens = declared.flatMap(([name, path]) => {
  const listed = [SCREENS[name] ?? []].flat() as readonly MatrixScreen[]
  const reading = listed.filter(({ taps, readsNothing }) => !taps && readsNothing === undefined)
  return reading.map((screen) => ({
    title: `${name} of ${Object.values(screen.viewer).join()}${screen.query ? `?${screen.query}` : ''}`,
    path,
    screen,
  }))
})

let ids: Readonly<Record<string, string>> = {}
let loginOf: ReturnType<typeof sessions>
/** How answers are damaged on their way; undefined: not at all. */
let damage: Damage | undefined
let damaged = 0
let waiting = 0
const thrown: string[] = []

const READ_BY_POST = /\/(?:tickets\/read|enter|pay|guest\/open|preview)$/
const never = new Promise<Response>(() => undefined)

/** The sandbox refuses orders without a `User-Agent`, which `fetch` cannot set here: the answers about an order are fixed. */
const ORDER = {
  id: 'a'.repeat(24),
  number: '20261201000001',
  state: 'paying',
  stateLabel: '待支付',
  packageId: 'credits-300',
  credits: 300,
  bonus: 60,
  amountFen: 2800,
  platform: 'h5',
  createdAt: '2026-11-20T01:20:00.000Z',
  expiresAt: '2026-11-20T01:50:00.000Z',
  paidAt: null,
}
const played = (url: string, method: string): object | undefined => {
  if (url === '/api/orders' && method === 'POST') return { order: ORDER }
  if (url.startsWith(`/api/orders/${ORDER.id}`)) return url.endsWith('/pay') ? { order: ORDER, payment: null } : ORDER
  return undefined
}

beforeAll(async () => {
  const asked = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const data = played(String(input), init?.method ?? 'GET')
    return data ? Response.json({ success: true, data, message: '', requestId: 'r', timestamp: 0 }) : asked(input, init)
  }
  await fillWithDemo(server)
  const smsCode = async (phone: string) => {
    const outbox = await fetch(`${server.sandbox.url}/control/sms/outbox?phone=${phone}`)
    return ((await outbox.json()) as { messages: { code: string }[] }).messages[0]?.code ?? ''
  }
  const product = { address: '', smsCode } as unknown as Product
  loginOf = sessions(product)
  ids = await findIds(product, loginOf)
  const through = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const url = String(input)
    if (url.startsWith('/api/events') || url.startsWith('/api/client-errors')) return never
    const reads = (init?.method ?? 'GET') === 'GET' || READ_BY_POST.test(url.split('?')[0] ?? '')
    waiting += 1
    try {
      const answer = await through(input, init)
      if (!reads || !damage || !answer.ok || !/json/.test(answer.headers.get('content-type') ?? '')) return answer
      const envelope = (await answer.json()) as { data: unknown }
      damaged += 1
      const body = JSON.stringify({ ...envelope, data: damage(envelope.data) })
      return new Response(body, { status: answer.status, headers: { 'content-type': 'application/json' } })
    } finally {
      waiting -= 1
    }
  }
  window.addEventListener('error', ({ message }) => thrown.push(message))
})

beforeEach(() => {
  // React says of every error that a boundary has caught that it was caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterEach(async () => {
  damage = undefined
  thrown.length = 0
  await leaveAll()
})

const inPage = () => document.querySelector('.q-screen__in')?.textContent ?? document.body.textContent ?? ''
/** Where the page leads at once, as one that exchanges a ticket does. */
const redirected = () => vi.mocked(Taro.redirectTo).mock.calls.at(-1)?.[0].url
const isWaiting = () => waiting > 0 || document.querySelector('[role="status"][aria-label^="正在"]') !== null

/** Five visits of two pages each take less than a test may: one that goes on after its end would disturb the next. */
const DRAWN_MS = 9000
const MOST_PAGES = 2

/** Waits until the page has what it asked for, and draws nothing more. */
async function drawn(): Promise<string> {
  const late = Date.now() + DRAWN_MS
  let [text, same] = ['', 0]
  while (Date.now() < late && same < 4 && redirected() === undefined) {
    await settle()
    const now = inPage()
    same = now === text && now !== '' && !isWaiting() ? same + 1 : 0
    text = now
  }
  return text
}

async function open(path: string, { viewer, query = '' }: MatrixScreen) {
  vi.mocked(Taro.redirectTo).mockClear()
  const visit = await loginOf(viewer as Viewer)
  emptyScreens()
  if (visit) await enter({ token: visit.access_token, refreshToken: visit.refresh_token })
  else dropSession()
  const filled = query.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const module = (await import(/* @vite-ignore */ join(import.meta.dirname, '..', `${path}.tsx`))) as {
    default: ComponentType
  }
  return draw(module.default, filled)
}

async function draw(Page: ComponentType, query: string, pages = 1): Promise<{ page: Rendered; text: string }> {
  openWith(Object.fromEntries(new URLSearchParams(query)))
  const page = await render(<Page />)
  const text = await drawn()
  const next = redirected()
  if (next === undefined || pages === MOST_PAGES) return { page, text }
  await page.leave()
  vi.mocked(Taro.redirectTo).mockClear()
  return draw(Page, next.split('?')[1] ?? '', pages + 1)
}

/** What is wrong with what a page shows; nothing when it has content or a face with a retry. */
function wrongWith(text: string): string[] {
  const found = thrown.splice(0).map((message) => `threw ${message}`)
  if (isWaiting()) found.push('waits for ever')
  if (text.trim().length < 2) found.push('is blank')
  return found
}

describe('every page whose answers are damaged', () => {
  it.each(screens)('$title: shows content or the error face, never a blank page', async ({ path, screen }) => {
    const problems: string[] = []
    for (const [kind, damaging] of Object.entries(DAMAGES)) {
      damage = damaging
      damaged = 0
      const { page, text } = await open(path, screen)
      problems.push(...wrongWith(text).map((one) => `${kind}: ${one}`))
      if (damaged === 0) problems.push(`${kind}: no answer was damaged`)
      if (kind === 'data as null' && !text.includes('再试一次')) problems.push(`${kind}: no retry in ${text}`)
      damage = undefined
      await page.leave()
    }
    const { page, text: whole } = await open(path, screen)
    if (!new RegExp(screen.content).test(document.body.textContent ?? '')) problems.push(`is not itself: ${whole}`)
    await page.leave()
    expect(problems).toEqual([])
  })
})
