import { Hono } from 'hono'
import type { SandboxControl } from '../control/control.ts'
import type { Env } from '../world.ts'
import { CONTENT_SECURITY_POLICY, page } from './page.ts'
import { sections } from './sections.ts'

/** The developer's page, and the parts of it that change, as JSON of ready-made (escaped) HTML. */
export function labRoutes(control: SandboxControl): Hono<Env> {
  const routes = new Hono<Env>()
  routes.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
  })
  routes.get('/', async (c) => c.html(await page(control)))
  routes.get('/live', async (c) => c.json(await sections(control)))
  return routes
}
