import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { Env } from './env.ts'
import { isKnown, tagOf } from './etag.ts'
import { openApiDocument } from './openapi.ts'

/** Parts of the viewer that its page loads; nothing else of the package is served. */
const PARTS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>轻聘接口文档</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#viewer',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
})
`

let made: { text: string; tag: string } | undefined
/** Made at the first asking: it takes longer than most requests. */
function openApi() {
  if (made) return made
  const text = JSON.stringify(openApiDocument())
  return (made = { text, tag: tagOf(text) })
}

/** Serves the OpenAPI document as it was made once; browsers ask whether it has changed. */
export function serveOpenApi(app: Hono<Env>): void {
  app.get('/api/openapi.json', (c) => {
    const { text, tag } = openApi()
    c.header('Cache-Control', 'no-cache')
    return isKnown(c, tag) ? c.body(null, 304) : c.body(text, 200, { 'content-type': 'application/json' })
  })
}

/** Shows the OpenAPI document at `/api/docs`, where calls can be tried; everything it loads comes from this server. */
export function serveApiPage(app: Hono<Env>): void {
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
  const kept = (c: { header: (name: string, value: string) => void }) =>
    c.header('Cache-Control', 'public, max-age=3600')
  const serve = serveStatic({
    root: folder,
    rewriteRequestPath: (path) => path.replace('/api/docs', ''),
    onFound: (_path, c) => kept(c),
  })
  for (const part of PARTS) app.use(`/api/docs/${part}`, serve)
  app.get('/api/docs', (c) => c.html(PAGE))
  app.get('/api/docs/start.js', (c) => {
    kept(c)
    return c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })
}
