import { Hono } from 'hono'
import type { SandboxControl } from '../control/control.ts'
import type { Env } from '../world.ts'
import { contentSecurityPolicy, page } from './page.ts'
import { sections } from './sections.ts'

/** The developer's page, and the parts of it that change, as JSON of ready-made (escaped) HTML. */
export const labRoutes = (control: SandboxControl): Hono<Env> => {
  const routes = new Hono<Env>()
  routes.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', contentSecurityPolicy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
  })
  routes.get('/', async (c) => c.html(await page(control)))
  routes.get('/live', async (c) => c.json(await sections(control)))
  return routes
}
