import { eachFile, eachImport, type Project, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { APP, CONTRACT, inAdapters, inApp, inBff, inContract, inPlatform } from '../paths.ts'
import { isProduct, isTest } from '../source.ts'

const VENDOR_CALLS = 'apps/bff/src/adapters/vendor-calls.ts'
const isPackage = (target: string) => !/^(?:node:|apps\/|packages\/)/.test(target)
/** Packages that adapters may load without calling a service. Any other package counts as a vendor's SDK. */
const NO_NETWORK =
  /^(?:zod|pino|lru-cache|drizzle-orm|hono|@myriaddreamin\/|@hyzyla\/pdfium|@napi-rs\/canvas|sharp|tesseract\.js|uqr|fflate|csv-parse|read-excel-file|fast-xml-parser)/

/** Taro functions that call the platform. Components and page life-cycle hooks (`use…`) are not among them. */
const CAPABILITY = /\bTaro\.(?!use[A-Z]|Component|Page\b)[a-z]\w*/
const PLATFORM_CALLS = [/\bTARO_ENV\b/, /(?:^|[^\w.])wx\./, CAPABILITY, /\b(?:window|document|localStorage)\./]

/** The login reply of the old contract has an `openid` field. The list of old endpoints quotes vendor words. */
const MAY_NAME_OPENID = ['packages/contract/src/auth/auth.routes.ts', 'apps/bff/src/features/auth/wechat.service.ts']
const QUOTED = ['packages/contract/src/old-endpoints.ts']

/** Files that may read the environment: the settings of each program, and the configuration that Taro's build reads. */
const ENVIRONMENT =
  /^(?:apps\/bff\/src\/config\/|packages\/sandbox\/src\/config\.ts$|apps\/miniprogram\/src\/app\.config\.ts$)/

const importsZod = (file: Parameters<typeof moduleOf>[0]): boolean =>
  moduleOf(file).imports.some(({ target, typeOnly }) => !typeOnly && /^(?:zod|@hono\/zod-openapi)(?:\/|$)/.test(target))

/** Every file that the app loads at run time, with the chain of imports that leads to it. */
function loadedByTheApp(project: Project): Map<string, readonly string[]> {
  const ways = new Map(project.files.filter(({ path }) => inApp(path)).map(({ path }) => [path, [path]]))
  const todo = [...ways.keys()]
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    const file = project.at(path)
    const way = ways.get(path) ?? []
    for (const imported of file ? moduleOf(file).imports : []) {
      if (imported.typeOnly) continue
      for (const next of project.filesOf(imported)) {
        if (ways.has(next)) continue
        ways.set(next, [...way, next])
        todo.push(next)
      }
    }
  }
  return ways
}

/** Rules about the boundaries between the product, its platforms, its vendors and the contract. */
export const boundaryRules: readonly Rule[] = [
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
              message: 'reads process.env; take it from settings (config/), or from platform/ in the app',
            },
          ]
    },
  ),
  eachFile(
    'only platform/ names what a phone or a browser can do',
    (path) => inApp(path) && !inPlatform(path) && path !== `${APP}app.config.ts`,
    (file) => {
      const { code, lineAt } = moduleOf(file)
      return PLATFORM_CALLS.flatMap((word) => {
        const found = word.exec(code)
        return found
          ? [{ line: lineAt(found.index), message: `names ${found[0].trim()}; put it behind a function in platform/` }]
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
      const words = MAY_NAME_OPENID.includes(file.path)
        ? /\b(?:out_trade_no|errcode|session_key)\b/
        : /\b(?:openid|out_trade_no|errcode|session_key)\b/
      const found = words.exec(code)
      return found
        ? [
            {
              line: lineAt(found.index),
              message: `uses the vendor word ${found[0]}; use our own word and translate in the adapter`,
            },
          ]
        : []
    },
  ),
  eachFile(
    'a vendor is called through vendor-calls.ts',
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
      return shared ? `imports ${target}; a shared mistake would cancel out, so write it twice` : undefined
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
    check: (project) =>
      [...loadedByTheApp(project)].flatMap(([path, way]) => {
        const file = project.at(path)
        return file && importsZod(file)
          ? [
              {
                path: way[0] ?? path,
                message: `loads zod by ${way.slice(1).join(' → ')}; import types only on this way`,
              },
            ]
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
