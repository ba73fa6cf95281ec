import { complain, delivered } from './report.ts'

/**
 * The scope of the app's code: a phone's names and WeChat's, nothing of the browser's. `Function` and `eval` make
 * nothing, as on a phone.
 */
function logicScope(own: Record<string, unknown>): object {
  const known: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  const browser = globalThis as unknown as Record<string, unknown>
  for (const name of delivered.names) if (name in browser) known[name] = browser[name]
  for (const timer of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']) {
    known[timer] = (browser[timer] as (...args: unknown[]) => unknown).bind(globalThis)
  }
  const nothing = Object.assign(
    function () {
      return () => undefined
    },
    { prototype: Function.prototype },
  )
  Object.assign(known, own, { Function: nothing, eval: () => undefined })
  const scope: object = new Proxy(known, {
    has: (target, name) => name in target || name in browser,
    get: (target, name) => (name === Symbol.unscopables ? undefined : Reflect.get(target, name)),
  })
  known.globalThis = scope
  return scope
}

/** Loads the bundle's modules, each once, in the scope of a phone. */
export function makeLoader(own: Record<string, unknown>): { load: (file: string) => unknown; loading: () => string } {
  const scope = logicScope(own)
  const loaded = new Map<string, { exports: unknown }>()
  let current = ''
  const load = (file: string): unknown => {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    const run = delivered.modules[file]?.(scope)
    if (!run) throw new Error(`module ${file} is not in the bundle`)
    loaded.set(file, module)
    const before = current
    current = file.replace(/\.js$/, '')
    try {
      run((name) => load(resolve(file, name)), module, module.exports)
    } catch (error) {
      complain(`module ${file}`, error)
      throw error
    } finally {
      current = before
    }
    return module.exports
  }
  return { load, loading: () => current }
}

function resolve(from: string, to: string): string {
  const path = new URL(to, `http://bundle/${from}`).pathname.slice(1)
  return path.endsWith('.js') ? path : `${path}.js`
}
