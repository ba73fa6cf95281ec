import { isTest } from './source.ts'

const BFF = 'apps/bff/src/'
export const APP = 'apps/miniprogram/src/'
export const CONTRACT = 'packages/contract/src/'

export const inBff = (path: string): boolean => path.startsWith(BFF) && !isTest(path)
export const inApp = (path: string): boolean => path.startsWith(APP) && !isTest(path)
export const inContract = (path: string): boolean => path.startsWith(CONTRACT) && !isTest(path)
export const inAdapters = (path: string): boolean => path.startsWith(`${BFF}adapters/`)
export const inPlatform = (path: string): boolean => path.startsWith(`${APP}platform/`)

/** The layers of a BFF feature: a file imports values from its own layer or an earlier one. */
export const LAYERS = ['table', 'rules', 'repo', 'guard', 'view', 'service', 'job', 'routes'] as const
export type Layer = (typeof LAYERS)[number]

const NAMED = new RegExp(`/(?<topic>[a-z0-9]+(?:-[a-z0-9]+)*)\\.(?<layer>${LAYERS.join('|')})(?:\\.ts)?$`)

/** The layer in a file's name, in any folder. */
export const layerOf = (path: string): Layer | undefined => NAMED.exec(path)?.groups?.['layer'] as Layer | undefined

/** The feature of the BFF or of the app that a path lies in. */
export const featureOf = (path: string): string | undefined =>
  /^apps\/(?:bff|miniprogram)\/src\/features\/([^/]+)\//.exec(path)?.[1]

export const bffFeatureOf = (path: string): string | undefined => (path.startsWith(BFF) ? featureOf(path) : undefined)
export const appFeatureOf = (path: string): string | undefined => (path.startsWith(APP) ? featureOf(path) : undefined)

export const isDoor = (path: string): boolean => /^apps\/[^/]+\/src\/features\/[^/]+(?:\/index(?:\.ts)?)?$/.test(path)

/** Files and folders that assemble the BFF, above all features. */
export const ASSEMBLY = ['demo', 'background', 'deps', 'app', 'main', 'admin'] as const

/** The first segment of a path below `apps/bff/src/`, without a file extension. */
export const bffUnitOf = (path: string): string => (path.slice(BFF.length).split('/')[0] ?? '').replace(/\.ts$/, '')

export const inAssembly = (path: string): boolean =>
  inBff(path) && (ASSEMBLY as readonly string[]).includes(bffUnitOf(path))
