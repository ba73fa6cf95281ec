import vm from 'node:vm'

/**
 * A JavaScript realm with what a phone's mini-program engine has and nothing more: no TextDecoder, URL, fetch, crypto,
 * AbortController, structuredClone; `Function` and `eval` make nothing.
 */
export function phoneRealm(extra: Record<string, unknown>, complain: (what: unknown) => void = () => {}): vm.Context {
  const realm = vm.createContext({
    console: { log() {}, info() {}, warn() {}, error: complain, debug() {} },
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    ...extra,
  })
  vm.runInContext(
    `{
      const nothing = function () { return function () {} }
      nothing.prototype = Function.prototype
      globalThis.Function = nothing
      globalThis.eval = function () {}
      delete globalThis.WebAssembly
      delete Intl.Segmenter
    }`,
    realm,
  )
  return realm
}

/** Every name that the app's code finds on a phone, the language's own included. */
export const phoneNames = (): string[] =>
  vm.runInContext('Object.getOwnPropertyNames(globalThis)', phoneRealm({})) as string[]
