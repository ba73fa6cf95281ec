import { eachFile, eachImport, type House, type Rule } from '../house.ts'
import { moduleOf } from '../module.ts'
import { APP, CONTRACT, inAdapters, inApp, inBff, inContract, inPlatform } from '../places.ts'
import { isProduct, isTest } from '../source.ts'

const VENDOR_CALLS = 'apps/bff/src/adapters/vendor-calls.ts'
const isPackage = (target: string) => !/^(?:node:|apps\/|packages\/)/.test(target)
/** Packages of adapters that reach no service: the rest is taken for a vendor's SDK. */
const NO_NETWORK =
  /^(?:zod|pino|lru-cache|drizzle-orm|hono|@myriaddreamin\/|@hyzyla\/pdfium|@napi-rs\/canvas|sharp|tesseract\.js|uqr)/

/** Taro's own functions that reach the phone; components and page life-cycle hooks (`use…`) are not among them. */
const CAPABILITY = /\bTaro\.(?!use[A-Z]|Component|Page\b)[a-z]\w*/
const REACHES_THE_PHONE = [/\bTARO_ENV\b/, /(?:^|[^\w.])wx\./, CAPABILITY, /\b(?:window|document|localStorage)\./]

/** The old login reply carries this one word; the old endpoints are quoted as they were. */
const SAYS_OPENID = ['packages/contract/src/auth/auth.routes.ts', 'apps/bff/src/features/auth/wechat.service.ts']
const QUOTED = ['packages/contract/src/old-endpoints.ts']

/** Who reads the environment: the settings of each program, and what Taro's build reads. */
const ENVIRONMENT =
  /^(?:apps\/bff\/src\/config\/|packages\/sandbox\/src\/config\.ts$|apps\/miniprogram\/src\/app\.config\.ts$)/

const importsZod = (file: Parameters<typeof moduleOf>[0]): boolean =>
  moduleOf(file).imports.some(({ target, typeOnly }) => !typeOnly && /^(?:zod|@hono\/zod-openapi)(?:\/|$)/.test(target))

/** How the app comes to load each file, as the chain of files that lead there. */
function loadedByTheApp(house: House): Map<string, readonly string[]> {
  const ways = new Map(house.files.filter(({ path }) => inApp(path)).map(({ path }) => [path, [path]]))
  const todo = [...ways.keys()]
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    const file = house.at(path)
    const way = ways.get(path) ?? []
    for (const imported of file ? moduleOf(file).imports : []) {
      if (imported.typeOnly) continue
      for (const next of house.filesOf(imported)) {
        if (ways.has(next)) continue
        ways.set(next, [...way, next])
        todo.push(next)
      }
    }
  }
  return ways
}

/** What each end may say and load: the environment, the phone, vendors, the contract. */
export const endRules: readonly Rule[] = [
  eachFile(
    'only config/ reads the environment',
    (path) => isProduct(path) && !inPlatform(path) && !ENVIRONMENT.test(path),
    (file) => {
      const { code, lineAt } = moduleOf(file)
      const at = code.search(/\bprocess\.env\b/)
      return at < 0
        ? []
        : [
            {
              line: lineAt(at),
              says: 'reads process.env; take it from settings (config/), or from platform/ in the app',
            },
          ]
    },
  ),
  eachFile(
    'only platform/ names what a phone or a browser can do',
    (path) => inApp(path) && !inPlatform(path) && path !== `${APP}app.config.ts`,
    (file) => {
      const { code, lineAt } = moduleOf(file)
      return REACHES_THE_PHONE.flatMap((word) => {
        const found = word.exec(code)
        return found
          ? [{ line: lineAt(found.index), says: `names ${found[0].trim()}; put it behind a function in platform/` }]
          : []
      })
    },
  ),
  eachFile(
    'vendor words stop at the adapter',
    (path) =>
      isProduct(path) &&
      !/\/(?:adapters|platform)\//.test(path) &&
      !path.startsWith('packages/sandbox/') &&
      !QUOTED.includes(path),
    (file) => {
      const { code, lineAt } = moduleOf(file)
      const words = SAYS_OPENID.includes(file.path)
        ? /\b(?:out_trade_no|errcode|session_key)\b/
        : /\b(?:openid|out_trade_no|errcode|session_key)\b/
      const found = words.exec(code)
      return found
        ? [{ line: lineAt(found.index), says: `says ${found[0]}; use our own word and translate in the adapter` }]
        : []
    },
  ),
  eachFile(
    'a vendor is called by its rules',
    (path) => inBff(path) && path !== VENDOR_CALLS,
    (file) => {
      const { code, imports } = moduleOf(file)
      const sdk = imports.find(
        ({ target, typeOnly }) => inAdapters(file.path) && !typeOnly && isPackage(target) && !NO_NETWORK.test(target),
      )
      const byRules = imports.some(({ target }) => target === VENDOR_CALLS)
      return [
        ...(/(?<![.\w])fetch\(/.test(code)
          ? ['calls fetch; use vendorFetch inside a call of adapters/vendor-calls.ts']
          : []),
        ...(sdk && !byRules ? [`loads ${sdk.target}; call it through adapters/vendor-calls.ts`] : []),
      ]
    },
  ),
  eachImport(
    'product and sandbox share no code',
    (path) => !isTest(path) && !path.startsWith('tools/'),
    ({ target }, { path }) => {
      const shared = path.startsWith('packages/sandbox/')
        ? /^(?:apps|packages\/contract|packages\/cv)\//.test(target)
        : target.startsWith('packages/sandbox/')
      return shared ? `imports ${target}; both would err alike` : undefined
    },
  ),
  eachImport('the app imports routes and zod as types only', inApp, ({ target, typeOnly }) =>
    !typeOnly &&
    (/^zod(?:\/|$)/.test(target) || /^packages\/contract\/src\/(?:contract|.*\.(?:routes|fields))\.ts$/.test(target))
      ? `imports ${target} as a value; use import type, or a zod-free file (enums, rules, policy, errors)`
      : undefined,
  ),
  eachImport(
    'the contract keeps zod out of what the phone loads',
    (path) => inContract(path) && /\.(?:enums|rules|policy|errors|events)\.ts$/.test(path),
    ({ target, typeOnly }) =>
      !typeOnly && /^zod(?:\/|$)|\.(?:routes|fields)\.ts$/.test(target)
        ? `imports ${target}; the phone loads this file, so what needs zod goes to a .fields or .routes`
        : undefined,
  ),
  {
    name: 'the app loads nothing that loads zod',
    check: (house) =>
      [...loadedByTheApp(house)].flatMap(([path, way]) => {
        const file = house.at(path)
        return file && importsZod(file)
          ? [{ path: way[0] ?? path, says: `loads zod by ${way.slice(1).join(' → ')}; import types only on this way` }]
          : []
      }),
  },
  eachFile(
    'a contract file is called <topic>.<kind>',
    (path) =>
      inContract(path) &&
      /^[^/]+\//.test(path.slice(CONTRACT.length)) &&
      !/^(?:core|http)\//.test(path.slice(CONTRACT.length)),
    ({ path }) =>
      /\/[a-z0-9-]+\.(?:routes|fields|enums|policy|errors|rules|events)\.ts$/.test(path)
        ? []
        : ['has no kind; call it <topic>.<kind>.ts: routes, fields (zod), enums, policy, errors, rules or events'],
  ),
  eachImport(
    'the CV domain is pure',
    (path) => path.startsWith('packages/cv/src/') && !isTest(path),
    ({ target }) =>
      target.startsWith('packages/cv/src/')
        ? undefined
        : `imports ${target}; it runs on phone, browser and server, so it takes what it needs as parameters`,
  ),
]
