import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Request } from 'playwright-core'
import { build } from './build/build.ts'
import { outputOf, ROOT } from './build/stale.ts'
import { launch, VIEWPORT } from './journeys/browser.ts'
import { type Product, startProduct } from './journeys/product.ts'
import { until } from './journeys/until.ts'
import type { Ids } from './journeys/screen-matrix/screens.ts'
import { findIds, sessions } from './journeys/screen-matrix/stage.ts'
import { ask, storageOf, type Viewer, type Visit } from './journeys/visitors.ts'
import { SCENES } from './look/scenes.ts'
import type { SceneViewer } from './look/stage.ts'
import { type Dress, DRESSES, GALLERY, type LookedAt, SCREENS } from './look/screens.ts'

/**
 * `npm run look`: every screen, light, dark and in large type, as pictures in `look/`. With names behind it
 * (`npm run look -- room credits`) only those, and with that of a dress (`dark`, `large`) only in it.
 */
const OUT = join(ROOT, 'look')
const names = process.argv.slice(2)
const isDress = (name: string) => DRESSES.some((look) => look.name === name)
const asked = names.filter((name) => !isDress(name))
const dresses = DRESSES.filter(({ name }) => !names.some(isDress) || names.includes(name))
const isAsked = ({ name }: { name: string }) =>
  asked.length === 0 || asked.some((one) => one === name || name.startsWith(`${one}-`))

async function dress(
  browser: Browser,
  product: Product,
  look: Dress,
  session: Visit | undefined,
  path = '',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: 2,
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  await context.addInitScript(
    (entries) => {
      for (const [key, value] of Object.entries(entries))
        if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
    },
    storageOf(session, look.scale),
  )
  const page = await context.newPage()
  await page.goto(product.address + path)
  return page
}

const SCENE_VIEWERS: Record<SceneViewer, Viewer> = {
  guest: { guest: true },
  seeker: { phone: '13800000001' },
  manager: { staff: 'manager' },
}

/** The ids that stand in the paths, by their names; a shortlist of three in place of the matrix's of one. */
async function idsFor(product: Product, visit: ReturnType<typeof sessions>): Promise<Ids> {
  const ids = await findIds(product, visit)
  const token = (await visit({ staff: 'employee' }))?.access_token
  const open = await ask<{ items: { id: string }[] }>(product, '/api/resumes/public/list?pageSize=3&jobType=yuesao')
  const workerIds = open.items.map(({ id }) => id)
  const listed = { customerId: ids.customer, workerIds, recipient: '陈女士' }
  const sent = await ask<{ id: string; link: string }>(product, '/api/shortlists', { body: listed, token })
  const shortlistTicket = /[?&]t=([\w-]+)/.exec(sent.link)?.[1] ?? ''
  return { ...ids, listed: workerIds.join(), shortlist: sent.id, shortlistTicket }
}

/** Makes the window as tall as what would scroll in it. */
async function unroll(page: Page): Promise<void> {
  const height = "document.querySelector('.q-scroll').scrollHeight + document.querySelector('.q-nav').offsetHeight"
  await page.setViewportSize({ ...VIEWPORT, height: Math.max(VIEWPORT.height, await page.evaluate<number>(height)) })
  await page.waitForTimeout(200)
}

async function photograph(page: Page, product: Product, screen: LookedAt, ids: Ids, file: string): Promise<void> {
  await page.goto(`${product.address}/#/${screen.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')}`)
  const open = new Set<Request>()
  // The connection for events is never over.
  const note = (request: Request) => !request.url().includes('/api/events') && open.add(request)
  const answered = (request: Request) => void open.delete(request)
  page.on('request', note).on('requestfinished', answered).on('requestfailed', answered)
  await page.reload()
  await until(
    () => open.size === 0,
    () => `never answered: ${[...open].map((one) => one.url()).join(' ')}`,
  )
  page.off('request', note).off('requestfinished', answered).off('requestfailed', answered)
  await page.waitForTimeout(350)
  if (screen.whole) await unroll(page)
  await page.screenshot({ path: file })
}

await build('h5')
const product = await startProduct()
const browser = await launch()
try {
  const visit = sessions(product)
  const ids = await idsFor(product, visit)
  mkdirSync(OUT, { recursive: true })
  for (const look of dresses) {
    for (const screen of SCREENS.filter(isAsked)) {
      const page = await dress(browser, product, look, await visit(screen.viewer))
      await photograph(page, product, screen, ids, join(OUT, `${screen.name}-${look.name}.png`))
      await page.context().close()
    }
    const play = async (viewer: SceneViewer, path: string) =>
      dress(browser, product, look, await visit(SCENE_VIEWERS[viewer]), `/#/${path}`)
    for (const scene of SCENES.filter(isAsked)) {
      const opened: Page[] = []
      const open = async (viewer: SceneViewer, path: string) => {
        const page = await play(viewer, path)
        opened.push(page)
        return page
      }
      try {
        const page = await scene.play({ product, open })
        await page.screenshot({ path: join(OUT, `${scene.name}-${look.name}.png`) })
      } catch (error) {
        // One scene that no longer plays takes no picture away from the others.
        process.exitCode = 1
        const [where] = opened.slice(-1)
        await where?.screenshot({ path: join(OUT, `${scene.name}-${look.name}-stuck.png`) }).catch(() => undefined)
        process.stderr.write(`${scene.name}, ${look.name}: ${error instanceof Error ? error.message : String(error)}\n`)
      }
      for (const one of opened) await one.context().close()
    }
    process.stdout.write(`${look.name}: pictures in ${OUT}\n`)
  }
  if (GALLERY.some(isAsked)) await photographGallery(browser)
} finally {
  await browser.close()
  await product.stop()
}

/** The components have a page in a build of its own only. */
async function photographGallery(on: Browser): Promise<void> {
  await build('h5-gallery')
  const gallery = await startProduct({ env: { H5_DIR: outputOf('h5-gallery') } })
  try {
    for (const look of dresses) {
      for (const screen of GALLERY.filter(isAsked)) {
        const page = await dress(on, gallery, look, undefined)
        await photograph(page, gallery, screen, {}, join(OUT, `${screen.name}-${look.name}.png`))
        await page.context().close()
      }
    }
  } finally {
    await gallery.stop()
  }
}
