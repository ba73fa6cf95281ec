import { readEnvironment } from './config.ts'
import { startSandbox } from './server.ts'

const start = async () => {
  const running = await startSandbox(readEnvironment())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close())
  process.stdout.write(`sandbox ${running.url}/lab\n`)
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
