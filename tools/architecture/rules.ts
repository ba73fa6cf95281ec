import { codeOf, importsOf, isTest, type Source } from './source.ts'

/** A rule of the house: what it forbids in one file, as sentences that say what to do instead. */
export interface Rule {
  name: string
  check: (file: Source) => string[]
}

const featureOf = (path: string): string | undefined =>
  /^apps\/(?:bff|miniprogram)\/src\/features\/([^/]+)\//.exec(path)?.[1]
const isApp = (path: string) => path.startsWith('apps/miniprogram/src/')
const inPlatform = (path: string) => path.startsWith('apps/miniprogram/src/platform/')
const isProduct = (path: string) => /^(?:apps|packages)\/[^/]+\/src\//.test(path)

const VENDOR_CALLS = 'apps/bff/src/adapters/vendor-calls.ts'
const inAdapters = (path: string) => path.startsWith('apps/bff/src/adapters/')
const isPackage = (target: string) => !/^(?:node:|apps\/|packages\/)/.test(target)
/** Packages of adapters that reach no service: the rest is taken for a vendor's SDK. */
const NO_NETWORK = /^(?:zod|pino|@myriaddreamin\/|@hyzyla\/pdfium|@napi-rs\/canvas|sharp|tesseract\.js|uqr)/

/** Taro's own functions that reach the phone; components and page life-cycle hooks (`use…`) are not among them. */
const CAPABILITY = /\bTaro\.(?!use[A-Z]|Component|Page\b)[a-z]\w*/

export const RULES: readonly Rule[] = [
  {
    name: 'a feature uses another one only through its door',
    check: (file) => {
      const own = featureOf(file.path)
      if (!own || isTest(file.path)) return []
      return importsOf(file)
        .filter(({ target }) => {
          const other = featureOf(target)
          return other !== undefined && other !== own && !/\/index(?:\.ts)?$/.test(target)
        })
        .map(({ target }) => `imports ${target}; export what is needed from that feature's index.ts`)
    },
  },
  {
    name: 'a repo never imports a repo',
    check: (file) =>
      file.path.endsWith('.repo.ts')
        ? importsOf(file)
            .filter(({ target, typeOnly }) => /\.repo(?:\.ts)?$/.test(target) && !typeOnly)
            .map(({ target }) => `imports ${target}; read the table from db.s, or combine the two in a service`)
        : [],
  },
  {
    name: 'only config.ts reads the environment',
    check: ({ path, text }) =>
      isProduct(path) &&
      !isTest(path) &&
      !inPlatform(path) &&
      !/\/src\/(?:config|app\.config)\.ts$/.test(path) &&
      /\bprocess\.env\b/.test(codeOf(text))
        ? ['reads process.env; take it from settings (config.ts), or from platform/ in the app']
        : [],
  },
  {
    name: 'only platform/ names what a phone or a browser can do',
    check: ({ path, text }) => {
      if (!isApp(path) || inPlatform(path) || isTest(path) || path.endsWith('src/app.config.ts')) return []
      const code = codeOf(text)
      const found = [/\bTARO_ENV\b/, /(?:^|[^\w.])wx\./, CAPABILITY, /\b(?:window|document|localStorage)\./].flatMap(
        (word) => word.exec(code)?.[0].trim() ?? [],
      )
      return found.map((word) => `names ${word}; put it behind a function in platform/`)
    },
  },
  {
    name: 'vendor words stop at the adapter',
    check: ({ path, text }) => {
      const allowed =
        !isProduct(path) ||
        isTest(path) ||
        /\/(?:adapters|platform)\//.test(path) ||
        path.startsWith('packages/sandbox/') ||
        // The old login reply carries this one word; the old endpoints are quoted as they were.
        [
          'packages/contract/src/auth/auth.routes.ts',
          'packages/contract/src/old-endpoints.ts',
          'apps/bff/src/features/auth/wechat.service.ts',
        ].includes(path)
      const word = /\b(?:openid|out_trade_no|errcode|session_key)\b/.exec(codeOf(text))?.[0]
      return allowed || !word ? [] : [`says ${word}; use our own word and translate in the adapter`]
    },
  },
  {
    name: 'a vendor is called by its rules',
    check: (file) => {
      if (!file.path.startsWith('apps/bff/src/') || isTest(file.path) || file.path === VENDOR_CALLS) return []
      const ownFetch = /(?<![.\w])fetch\(/.test(codeOf(file.text))
      const sdk = importsOf(file).find(
        ({ target, typeOnly }) => inAdapters(file.path) && !typeOnly && isPackage(target) && !NO_NETWORK.test(target),
      )
      const byRules = importsOf(file).some(({ target }) => target === VENDOR_CALLS)
      return [
        ...(ownFetch ? ['calls fetch; use vendorFetch inside a call of adapters/vendor-calls.ts'] : []),
        ...(sdk && !byRules ? [`loads ${sdk.target}; call it through adapters/vendor-calls.ts`] : []),
      ]
    },
  },
  {
    name: 'product and sandbox share no code',
    check: (file) => {
      if (isTest(file.path) || file.path.startsWith('tools/')) return []
      const sandbox = file.path.startsWith('packages/sandbox/')
      return importsOf(file)
        .filter(({ target }) =>
          sandbox ? /^(?:apps|packages\/contract)\//.test(target) : target.startsWith('packages/sandbox/'),
        )
        .map(({ target }) => `imports ${target}; both would err alike`)
    },
  },
  {
    name: 'the app imports routes and zod as types only',
    check: (file) =>
      isApp(file.path) && !isTest(file.path)
        ? importsOf(file)
            .filter(
              ({ target, typeOnly }) =>
                !typeOnly &&
                (/^zod(?:\/|$)/.test(target) ||
                  /packages\/contract\/src\/.*(?:\.routes|\.fields|contract)(?:\.ts)?$/.test(target)),
            )
            .map(
              ({ target }) =>
                `imports ${target} as a value; use import type, or a zod-free file (enums, rules, policy, errors)`,
            )
        : [],
  },
  {
    name: 'the contract keeps zod out of what the phone loads',
    check: (file) =>
      /^packages\/contract\/src\/.*\.(?:enums|rules|policy|errors)\.ts$/.test(file.path)
        ? importsOf(file)
            .filter(({ target, typeOnly }) => !typeOnly && /^zod(?:\/|$)|\.routes|\.fields/.test(target))
            .map(({ target }) => `imports ${target}; the phone loads this file`)
        : [],
  },
  {
    name: 'a route is one line',
    check: ({ path, text }) =>
      /^apps\/bff\/src\/features\/.*\.routes\.ts$/.test(path) && /\bif\s*\(|\bfor\s*\(|\btry\s*\{/.test(codeOf(text))
        ? ['decides something; a line that needs an `if` belongs in the service']
        : [],
  },
  {
    name: 'a file is named after what is in it',
    check: ({ path }) =>
      /(?:^|\/)(?:utils?|helpers?|common|misc|stuff|manager)(?:\.|\/)/.test(path)
        ? ['has a name that says nothing; name it after what it does']
        : [],
  },
  {
    name: 'a file has at most 400 lines',
    check: ({ path, text }) => {
      const lines = text.split('\n').length - 1
      return lines > 400 ? [`has ${lines} lines; split it by reason to change (${path})`] : []
    },
  },
]

/** Files that import one another in a circle, each circle once. */
export function cycles(files: readonly Source[]): string[][] {
  const known = new Set(files.map((file) => file.path))
  const candidates = (target: string) => [
    target,
    `${target}.ts`,
    `${target}.tsx`,
    `${target}/index.ts`,
    `${target}/index.tsx`,
    `${target}.h5.ts`,
    `${target}.weapp.ts`,
  ]
  const edges = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter(({ typeOnly }) => !typeOnly)
        .flatMap(({ target }) => candidates(target).find((path) => known.has(path)) ?? []),
    ]),
  )
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) found.push(trail.slice(at))
    if (at >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const file of files) visit(file.path, [])
  return found
}

/** Class names that two style sheets define at their top: which of them wins depends on the order of imports. */
export function classesDefinedTwice(sheets: readonly Source[]): string[] {
  const places = new Map<string, Set<string>>()
  for (const { path, text } of sheets) {
    // .care is a state of the whole page, which sheets react to.
    for (const [, selectors = ''] of codeOf(text).matchAll(/^(\.[^{}@;]*)\{/gm)) {
      for (const selector of selectors.split(',')) {
        // One class alone, however often repeated for weight and in whatever state.
        const [, name = ''] = /^\.([\w-]+)(?:\.\1)*(?::[\w-]+)*$/.exec(selector.trim()) ?? []
        if (name && name !== 'care') places.set(name, (places.get(name) ?? new Set()).add(path))
      }
    }
  }
  return [...places].filter(([, paths]) => paths.size > 1).map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)
}
