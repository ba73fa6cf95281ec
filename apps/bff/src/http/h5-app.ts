import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { Env } from './env.ts'

/** The hashes that let the page's own inline scripts run under a policy that forbids all others. */
export function inlineScriptHashes(directory: string): string[] {
  const page = join(directory, 'index.html')
  if (!existsSync(page)) return []
  const html = readFileSync(page, 'utf8')
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .filter(([, script]) => script)
    .map(
      ([, script]) =>
        `'sha256-${createHash('sha256')
          .update(script ?? '')
          .digest('base64')}'`,
    )
}

const ASSETS = `${import.meta.dirname}/../../assets`

/** A drawn portrait of the demo story by its path; undefined for any other path. */
export async function readDrawing(path: string): Promise<Uint8Array | undefined> {
  const name = /^\/media(\/portraits\/[\w-]+\.svg)$/.exec(path)?.[1]
  return name === undefined ? undefined : readFile(ASSETS + name).catch(() => undefined)
}

/** Serves the drawings of the demo story: portraits, and the pictures of banners and articles. */
export function serveDrawings(app: Hono<Env>): void {
  const serve = serveStatic({
    root: ASSETS,
    rewriteRequestPath: (path) => path.replace('/media', ''),
    onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=86400'),
  })
  for (const folder of ['portraits', 'content']) app.use(`/media/${folder}/*`, serve)
}

/** Serves the H5 app at `/`, if it has been built: hashed files for ever, the page itself asked for anew each time. */
export function serveH5App(app: Hono<Env>, directory: string): void {
  if (!existsSync(directory)) return
  app.use(
    '/*',
    serveStatic({
      root: directory,
      onFound: (path, c) => {
        const hashed = /\.[0-9a-f]{8}\.(?:js|css)$/.test(path)
        c.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
}
