import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from './build/build.ts'
import { ROOT } from './build/stale.ts'
import { launch, VIEWPORT } from './journeys/browser.ts'
import { type Product, startProduct } from './journeys/product.ts'
import { SCENES, type SceneViewer } from './look/scenes.ts'
import { type Dress, DRESSES, type LookedAt, SCREENS, type Viewer } from './look/screens.ts'

/**
 * `npm run look`: every screen, light, dark and in large type, as pictures in `look/`. With names behind it
 * (`npm run look -- room credits`) only those.
 */
const OUT = join(ROOT, 'look')
const asked = process.argv.slice(2)
const isAsked = ({ name }: { name: string }) => asked.length === 0 || asked.includes(name)

async function post(product: Product, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(product.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer = (await response.json()) as { data: Record<string, unknown>; message: string }
  if (!response.ok) throw new Error(`${path}: ${answer.message}`)
  return answer.data
}

async function logIn(product: Product, viewer: Viewer): Promise<Record<string, unknown> | undefined> {
  if ('staff' in viewer)
    return post(product, '/api/auth/login', { username: viewer.staff, password: `${viewer.staff}123` })
  if (!('phone' in viewer)) return undefined
  await post(product, '/api/auth/sms-code', { phone: viewer.phone })
  return post(product, '/api/auth/sms-login', { phone: viewer.phone, code: await product.smsCode(viewer.phone) })
}

/** Storage as the app itself would have written it. */
const stored = (value: object) => JSON.stringify({ data: JSON.stringify(value) })

async function dress(
  browser: Browser,
  product: Product,
  look: Dress,
  session: Record<string, unknown> | undefined,
  path = '',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: 2,
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const items: Record<string, string> = { appearance: stored({ theme: 'system', scale: look.scale }) }
  if (session)
    items.session = stored({
      access: session.access_token as string,
      refresh: session.refresh_token as string,
      user: session.user as object,
    })
  await context.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries))
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
  }, items)
  const page = await context.newPage()
  await page.goto(product.address + path)
  return page
}

const SCENE_VIEWERS: Record<SceneViewer, Viewer> = {
  guest: { guest: true },
  seeker: { phone: '13800000001' },
  manager: { staff: 'manager' },
}

const viewerKey = (viewer: Viewer) => JSON.stringify(viewer)

/** The ids that stand in the paths, by their names. */
type Ids = Readonly<Record<string, string>>

async function ask<T>(product: Product, staff: string, path: string): Promise<T> {
  const { token } = (await logIn(product, { staff })) as { token: string }
  const response = await fetch(product.address + path, { headers: { authorization: `Bearer ${token}` } })
  return ((await response.json()) as { data: T }).data
}

async function findIds(product: Product): Promise<Ids> {
  const resumes = '/api/resumes?pageSize=1&sortBy=expectedSalary'
  const customers = `/api/customers/miniprogram/list?pageSize=1&search=${encodeURIComponent('陈雅琴')}`
  const { items } = await ask<{ items: { id: string }[] }>(product, 'manager', resumes)
  const found = await ask<{ customers: { id: string }[] }>(product, 'employee', customers)
  const news = await fetch(`${product.address}/api/articles/miniprogram/list?pageSize=1`)
  const { data } = (await news.json()) as { data: { list: { id: string }[] } }
  const team = await ask<{ items: { id: string }[] }>(product, 'admin', '/api/users?search=employee2')
  return {
    resume: items[0]?.id ?? '',
    customer: found.customers[0]?.id ?? '',
    article: data.list[0]?.id ?? '',
    staff: team.items[0]?.id ?? '',
  }
}

async function photograph(page: Page, product: Product, screen: LookedAt, ids: Ids, file: string): Promise<void> {
  await page.goto(`${product.address}/#/${screen.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')}`)
  await page.reload()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(350)
  await page.screenshot({ path: file })
}

build('h5')
const product = await startProduct()
const browser = await launch()
try {
  const ids = await findIds(product)
  const sessions = new Map<string, Record<string, unknown> | undefined>()
  for (const viewer of [...SCREENS.map((screen) => screen.viewer), ...Object.values(SCENE_VIEWERS)]) {
    if (!sessions.has(viewerKey(viewer))) sessions.set(viewerKey(viewer), await logIn(product, viewer))
  }
  mkdirSync(OUT, { recursive: true })
  for (const look of DRESSES) {
    for (const screen of SCREENS.filter(isAsked)) {
      const page = await dress(browser, product, look, sessions.get(viewerKey(screen.viewer)))
      await photograph(page, product, screen, ids, join(OUT, `${screen.name}-${look.name}.png`))
      await page.context().close()
    }
    const play = (viewer: SceneViewer, path: string) =>
      dress(browser, product, look, sessions.get(viewerKey(SCENE_VIEWERS[viewer])), `/#/${path}`)
    for (const scene of SCENES.filter(isAsked)) {
      const opened: Page[] = []
      const open = async (viewer: SceneViewer, path: string) => {
        const page = await play(viewer, path)
        opened.push(page)
        return page
      }
      const page = await scene.play({ product, open })
      await page.screenshot({ path: join(OUT, `${scene.name}-${look.name}.png`) })
      for (const one of opened) await one.context().close()
    }
    process.stdout.write(`${look.name}: pictures in ${OUT}\n`)
  }
} finally {
  await browser.close()
  await product.stop()
}
