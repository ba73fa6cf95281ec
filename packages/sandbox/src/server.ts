import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createSandbox } from './app.ts'
import type { SandboxControl } from './control/control.ts'
import type { StartOptions } from './options.ts'

export interface RunningSandbox {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string
  port: number
  sandbox: SandboxControl
  close: () => Promise<void>
}

const HOSTNAME = '127.0.0.1'

/** Starts the sandbox; port 0 uses any free port. Throws when NODE_ENV is production or the port is in use. */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  const { app, control } = createSandbox(options)
  // Without overrideGlobalObjects: false the listener would replace Request and Response for the whole process.
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  const port = await listen(server, options.port)
  return { url: `http://${HOSTNAME}:${port}`, port, sandbox: control, close: () => close(server) }
}

function listen(server: Server, port: number) {
  return new Promise<number>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} for the sandbox is taken: set SANDBOX_PORT`) : error)
    })
    server.listen(port, HOSTNAME, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function close(server: Server) {
  return new Promise<void>((resolve, reject) => {
    server.close((error) =>
      error && 'code' in error && error.code !== 'ERR_SERVER_NOT_RUNNING' ? reject(error) : resolve(),
    )
    server.closeAllConnections()
  })
}
