import { readEnvironment } from './config.ts'
import { startSandbox } from './server.ts'

async function start() {
  const running = await startSandbox(readEnvironment())
  const stop = () => void running.close().then(() => process.exit(0))
  // 'disconnect' means that the parent process has ended.
  for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(end, stop)
  process.stdout.write(`sandbox ${running.url}/lab\n`)
  process.send?.({ ready: Number(new URL(running.url).port) })
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
