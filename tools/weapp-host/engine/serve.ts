import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { phoneNames } from '../globals.ts'
import type { Bundle } from './app-config.ts'

const require = createRequire(import.meta.url)
const beside = (name: string, file: string) => join(dirname(require.resolve(name)), file)
const HOST = join(import.meta.dirname, '..')

const LIBRARIES: Record<string, string> = {
  '/npm/glass-easel.js': beside('glass-easel', 'glass_easel.all.es.js'),
  '/npm/adapter.js': beside('glass-easel-miniprogram-adapter', 'glass_easel_miniprogram_adapter.es.js'),
}
const PAGE = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<script type="importmap">{"imports":{"glass-easel":"/npm/glass-easel.js","glass-easel-miniprogram-adapter":"/npm/adapter.js"}}</script>
<body><script src="/bundle.js"></script><script type="module" src="/host/engine/view/main.ts"></script>`

export interface Served {
  address: string
  close: () => void
}

/** Who holds the phone: what WeChat gives as login code, and the size of type that is set. */
export interface Person {
  loginCode: string
  typeScale: number
}

/** Serves the host's page, the bundle, and the BFF's answers under `/bff`, as one origin. */
export async function serve(bundle: Bundle, api: string, person: Person): Promise<Served> {
  const script = bundleScript(bundle, person)
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/'
    const send = (type: string, body: string) => outgoing.setHeader('content-type', type).end(body)
    if (path.startsWith('/bff/')) forward(api, incoming, outgoing)
    else if (path === '/') send('text/html', PAGE)
    else if (path === '/bundle.js') send('text/javascript', script)
    else if (path in LIBRARIES) send('text/javascript', readFileSync(LIBRARIES[path] ?? '', 'utf8'))
    else if (/^\/host\/[\w/.-]+\.ts$/.test(path) && !path.includes('..')) {
      send('text/javascript', stripTypeScriptTypes(readFileSync(join(HOST, path.slice(6)), 'utf8')))
    } else outgoing.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The bundle as one classic script; each module sees only the names that its scope has. */
function bundleScript({ app, parts, styles, templates, modules }: Bundle, person: Person): string {
  const functions = Object.entries(modules).map(
    ([file, code]) =>
      `${JSON.stringify(file)}:function(scope){with(scope){return function(require,module,exports){${code}\n}}}`,
  )
  const data = JSON.stringify({ app, parts, styles, ...person, names: phoneNames() })
  return `globalThis.__bundle=Object.assign(${data},{templates(){return ${templates}},modules:{${functions.join(',\n')}}})`
}

function forward(api: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { host: _host, origin: _origin, referer: _referer, ...headers } = incoming.headers
  const path = (incoming.url ?? '').slice('/bff'.length)
  const onward = request(api + path, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
