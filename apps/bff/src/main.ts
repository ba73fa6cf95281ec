import { serve } from '@hono/node-server'
import { startBackground } from './background/start.ts'
import { createApp } from './app.ts'
import { ConfigError, processSettings } from './config/config.ts'
import { LONGEST_REQUEST_MS, STOP_MS } from './config/limits.ts'
import { checkData, connectNotifier, openDeps } from './deps.ts'
import { repairSearchIndex } from './features/resumes/search-index.job.ts'
import { hasAdmin } from './features/staff/first-admin.service.ts'

/** What asks for a stop; 'disconnect' means that the process which started this one is gone. */
const ENDS = ['SIGINT', 'SIGTERM', 'disconnect'] as const

async function main(): Promise<void> {
  const settings = processSettings()
  const deps = await openDeps(settings)
  await checkData(deps)
  // The seed runs to its end even if a stop is asked for meanwhile: half of one would stay for ever.
  let asked = false
  const ask = () => {
    asked = true
  }
  for (const end of ENDS) process.on(end, ask)
  if (settings.demo) await (await import('./demo/seed.ts')).seedDemo(deps)
  for (const end of ENDS) process.off(end, ask)
  if (asked) return deps.db.close()

  if (!(await hasAdmin(deps))) deps.log.warn('there is no admin yet: npm run admin -- create NAME')

  await repairSearchIndex(deps)
  const disconnectNotifier = await connectNotifier(deps)
  const stopBackground = await startBackground(deps)
  const app = createApp(deps, { checkReplies: settings.checkReplies })
  // Memory that loading took is given back before the first request; V8 would keep it. There only with --expose-gc.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const { port: wished, host: hostname } = settings
  const serverOptions = { requestTimeout: LONGEST_REQUEST_MS }
  const server = serve({ fetch: app.fetch, port: wished, hostname, serverOptions }, ({ port }) => {
    deps.log.info({ port }, 'serving')
    process.send?.({ ready: port })
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? `Port ${settings.port} is taken. Set PORT to another one.` : error.message
    process.stderr.write(`${why}\n`)
    process.exit(1)
  })

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    const forced = setTimeout(() => process.exit(1), STOP_MS)
    // Work in hand comes to its end, then open event streams: a server waits for every answer that has begun.
    const ended = stopBackground().then(disconnectNotifier)
    server.close(() => {
      void ended
        .then(() => Promise.all([deps.pdf, deps.pictures, deps.tables, ...deps.ocr].map((engine) => engine.stop())))
        .then(() => deps.db.close())
        .then(() => {
          clearTimeout(forced)
          process.exit(0)
        })
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }
  for (const end of ENDS) process.on(end, stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})
