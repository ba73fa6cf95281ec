import { createHash, timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import type { Deps } from '../context.ts'
import type { Env } from './env.ts'

const LOOPBACK = /^(?:127\.|::1$|in-process$)/

const digest = (text: string) => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/**
 * Figures for Prometheus at `/metrics`: for who holds METRICS_TOKEN, or, where none is set, for this machine; not in
 * production, where a proxy on it would make every caller this machine. To other callers the address does not exist.
 */
export function serveMetrics(app: Hono<Env>, { metrics, settings }: Pick<Deps, 'metrics' | 'settings'>): void {
  app.get('/metrics', async (c) => {
    const token = settings.metricsToken
    const allowed = token
      ? same(c.req.header('authorization') ?? '', `Bearer ${token}`)
      : !settings.production && LOOPBACK.test(c.var.address.replace(/^::ffff:/, ''))
    if (!allowed) return c.notFound()
    return c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' })
  })
}
