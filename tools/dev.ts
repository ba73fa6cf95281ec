import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSettings } from '../apps/bff/src/config/config.ts'
import { VARIABLES } from '../apps/bff/src/config/variables.ts'
import { build } from './build/build.ts'
import { ROOT } from './build/stale.ts'
import { banner } from './dev/banner.ts'
import { answers, BFF_FLAGS, Children, isPortInUse } from './dev/children.ts'
import { bffEnvironment, devSecrets, type Addresses, sandboxEnvironment } from './dev/secrets.ts'

const BFF = join(ROOT, 'apps/bff/src/main.ts')
const SANDBOX = join(ROOT, 'packages/sandbox/src/main.ts')
const watch = process.argv.includes('--watch')

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

async function buildApp(): Promise<void> {
  try {
    const started = Date.now()
    process.stdout.write('Building the H5 app if its sources changed; the first time takes a minute or two …\n')
    if (await build('h5')) process.stdout.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`)
  } catch (error) {
    fail((error as Error).message)
  }
}

/** In production there is no sandbox, no demo and no made-up secret: the BFF alone, on the operator's environment. */
async function startProduction(): Promise<void> {
  try {
    readSettings(process.env)
  } catch (error) {
    fail((error as Error).message)
  }
  if (process.env.H5_DIR === undefined) await buildApp()
  const bff = spawn(process.execPath, [...BFF_FLAGS, BFF], {
    cwd: ROOT,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // The service manager stops this process; the server is signalled and given the time to finish what it is doing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => bff.kill('SIGTERM'))
  bff.on('exit', (code) => process.exit(code ?? 1))
}

async function startDemo(): Promise<void> {
  const addresses: Addresses = {
    port: Number(process.env.PORT ?? 8787),
    sandboxPort: Number(process.env.SANDBOX_PORT ?? 8788),
    dataDir: resolve(process.env.DATA_DIR ?? join(ROOT, 'data')),
  }
  const taken = []
  for (const [name, port] of [
    ['PORT', addresses.port],
    ['SANDBOX_PORT', addresses.sandboxPort],
  ] as const) {
    if (await isPortInUse(port)) taken.push({ name, port })
  }
  if (taken.length > 0) {
    const said = taken.map(({ port }) => `Port ${port} is taken.`).join(' ')
    fail(`${said} Choose other ones: ${taken.map(({ name, port }) => `${name}=${port + 10}`).join(' ')} npm start`)
  }
  if (!watch && process.env.H5_DIR === undefined) await buildApp()

  const secrets = devSecrets(addresses.dataDir)
  const logs = join(addresses.dataDir, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const children = new Children()
  const stop = () =>
    void children.stop().then(() => {
      process.stdout.write('Stopped. The data stays.\n')
      process.exit(0)
    })
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)

  const flags = watch ? ['--watch', '--watch-preserve-output'] : []
  const start = (name: string, file: string, env: Record<string, string>) =>
    children.start({
      name,
      args: [...flags, ...(name === 'bff' ? BFF_FLAGS : []), file],
      cwd: ROOT,
      env: { ...env, ...process.env },
      logFile: join(logs, `${name}.log`),
    })
  start('sandbox', SANDBOX, sandboxEnvironment(secrets, addresses))
  start('bff', BFF, bffEnvironment(secrets, addresses))
  const address = `http://127.0.0.1:${addresses.port}`
  if (!(await answers(`${address}/api/ready`, 60_000))) fail(`The server did not start; its log is ${logs}/bff.log`)

  const { data } = (await (await fetch(`${address}/api/client-config`)).json()) as {
    data: Parameters<typeof banner>[1]
  }
  process.stdout.write(banner(address, data))
  if (watch) {
    const taro = join(ROOT, 'apps/miniprogram/node_modules/@tarojs/cli/bin/taro')
    children.start({
      name: 'h5',
      args: [taro, 'build', '--type', 'h5', '--watch', '--no-check'],
      cwd: join(ROOT, 'apps/miniprogram'),
      env: { ...process.env, NODE_ENV: 'development' },
      logFile: join(logs, 'h5.log'),
    })
    process.stdout.write('  Hot reload            http://127.0.0.1:10186\n\n')
  }
}

const environment = VARIABLES.NODE_ENV.schema.safeParse(process.env.NODE_ENV ?? 'development')
// A mistyped production must not become a demo.
if (!environment.success)
  fail(`NODE_ENV ${environment.error.issues[0]?.message}. Every variable is described in docs/configuration.md.`)
else if (environment.data === 'production') await startProduction()
else await startDemo()
