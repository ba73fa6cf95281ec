import { BFF_FLOORS, type Floors, isBelow } from '../floors.ts'
import { eachImport, type Rule } from '../project.ts'
import { APP, appFeatureOf, bffFeatureOf, bffUnitOf, CONTRACT, inApp, inBff, inContract, layerOf } from '../paths.ts'
import type { Source } from '../source.ts'

const APP_FLOORS: Floors = [['assets'], ['platform'], ['ui'], ['app'], ['features'], ['pages'], ['desk'], ['the entry']]
const CONTRACT_FLOORS: Floors = [['core'], ['features'], ['the catalogs']]

/** Files of the contract that stand above the features. */
const CATALOGS = ['errors', 'contract', 'client', 'old-endpoints', 'old-errors', 'feature-map']

function bffFloorOf(path: string): string | undefined {
  if (!path.startsWith('apps/bff/src/')) return undefined
  if (layerOf(path) === 'table') return 'tables'
  const ground = /^apps\/bff\/src\/(db\/(?:kit|ids))(?:\.ts)?$/.exec(path)?.[1]
  return ground ?? bffUnitOf(path)
}

function appFloorOf(path: string): string | undefined {
  if (!path.startsWith(APP)) return undefined
  const [first = '', ...rest] = path.slice(APP.length).split('/')
  return rest.length > 0 ? first : 'the entry'
}

function contractFloorOf(path: string): string | undefined {
  if (!path.startsWith(CONTRACT)) return undefined
  const [first = '', ...rest] = path.slice(CONTRACT.length).split('/')
  const unit = first.replace(/\.ts$/, '')
  if (unit === 'core') return 'core'
  if (CATALOGS.includes(unit)) return 'the catalogs'
  return rest.length > 0 ? 'features' : unit
}

/** The message for an import that goes up; undefined when it goes down. */
function upward(floors: Floors, from: string, to: string | undefined, target: string): string | undefined {
  if (to === undefined || to === from) return undefined
  const find = (folder: string) => floors.findIndex((line) => line.includes(folder))
  const [own, other] = [find(from), find(to)]
  if (own < 0) return `lies in ${from}, which has no floor; add it to the floors of tools/architecture/rules/floors.ts`
  if (other < 0) return `imports ${target}, which has no floor; add ${to} to tools/architecture/rules/floors.ts`
  if (isBelow(floors, to, from)) return undefined
  return `imports ${target}, and ${to} stands above ${from}; move what is needed down, or hand it in from above`
}

export const floorRules: readonly Rule[] = [
  eachImport('imports of the BFF go down only', inBff, ({ target }, { path }) =>
    upward(BFF_FLOORS, bffFloorOf(path) ?? '', bffFloorOf(target), target),
  ),
  eachImport('imports of the app go down only', inApp, ({ target }, { path }) =>
    upward(APP_FLOORS, appFloorOf(path) ?? '', appFloorOf(target), target),
  ),
  eachImport('imports of the contract go down only', inContract, ({ target }, { path }) =>
    upward(CONTRACT_FLOORS, contractFloorOf(path) ?? '', contractFloorOf(target), target),
  ),
  eachImport('no file imports a page', inApp, (imported, { path }, project) => {
    const pages = [imported.target, ...project.filesOf(imported)].filter((one) => one.endsWith('/index.tsx'))
    const own = path.replace(/\/index\.config\.ts$/, '/index.tsx')
    return pages.some((page) => (appFeatureOf(page) !== undefined || page.startsWith(`${APP}pages/`)) && page !== own)
      ? `imports the page ${imported.target}; move what both use beside it, or to the feature's api, format or model`
      : undefined
  }),
  eachImport(
    'db/ knows tables through schema/ only',
    (path) => inBff(path) && bffUnitOf(path) === 'db',
    ({ target }) =>
      layerOf(target) === 'table' ? `imports ${target}; take the table from schema/, which composes them` : undefined,
  ),
  {
    name: 'a feature has one name in BFF and contract',
    check: ({ files }) => {
      const mounted = files.filter(({ path }) => inBff(path) && layerOf(path) === 'routes')
      const declared = files.filter(({ path }) => inContract(path) && path.endsWith('.routes.ts'))
      const nameOf = (path: string) => bffFeatureOf(path) ?? path.slice(CONTRACT.length).split('/')[0] ?? ''
      const only = (some: readonly Source[], others: readonly Source[], where: string) =>
        some
          .filter(({ path }) => !others.some((other) => nameOf(other.path) === nameOf(path)))
          .map(({ path }) => ({ path, message: `has no feature ${nameOf(path)} in ${where}; use one name in both` }))
      return [...only(mounted, declared, CONTRACT), ...only(declared, mounted, 'apps/bff/src/features/')]
    },
  },
  eachImport(
    'product code imports no test code',
    (path) => inBff(path) || inApp(path) || inContract(path),
    ({ target }) =>
      /^packages\/testing\/|\.(?:test|suite)(?:\.tsx?)?$|^apps\/[^/]+\/test\//.test(target)
        ? `imports ${target}; tests build on the product, not the reverse`
        : undefined,
  ),
  eachImport(
    'the BFF and the app meet in the contract only',
    (path) => inBff(path) || inApp(path) || inContract(path) || path.startsWith('packages/cv/src/'),
    ({ target }, { path }) => {
      const own = /^(?:apps|packages)\/[^/]+\//.exec(path)?.[0] ?? ''
      const other = /^(?:apps|packages)\/[^/]+\//.exec(target)?.[0] ?? own
      return other === own || /^packages\/(?:contract|cv|sandbox|testing)\//.test(other)
        ? undefined
        : `imports ${target}; what both ends need stands in packages/contract`
    },
  ),
]
