import { join, resolve } from 'node:path'
import type { CosOptions } from './adapters/cos/cos.adapter.ts'
import type { OssOptions } from './adapters/oss/oss.adapter.ts'
import type { StoreName } from './ports/object-store.port.ts'

export const STORE_PROVIDERS = ['disk', 'cos', 'oss'] as const
export type StoreProvider = (typeof STORE_PROVIDERS)[number]

export interface StoreSettings {
  private: StoreProvider
  assets: StoreProvider
  /** Where files lie with `disk`. */
  folder: string
  /** Null where no store is there. */
  cos: CosOptions | null
  oss: OssOptions | null
}

type Name =
  | 'NODE_ENV'
  | 'DATA_DIR'
  | 'STORE_PRIVATE'
  | 'STORE_ASSETS'
  | 'COS_SECRET_ID'
  | 'COS_SECRET_KEY'
  | 'COS_REGION'
  | 'COS_BUCKET_PRIVATE'
  | 'COS_BUCKET_ASSETS'
  | 'COS_PATH_STYLE'
  | 'COS_API_BASE'
  | 'STS_API_BASE'
  | 'OSS_ACCESS_KEY_ID'
  | 'OSS_ACCESS_KEY_SECRET'
  | 'OSS_REGION'
  | 'OSS_BUCKET_PRIVATE'
  | 'OSS_BUCKET_ASSETS'
  | 'OSS_SIGNATURE'
  | 'OSS_API_BASE'
  | 'ALLOW_OTHER_VENDOR_HOSTS'
type Get = (name: Name) => string

const OFFICIAL_STS = 'https://sts.tencentcloudapi.com'
const BUCKETS = { private: 'BUCKET_PRIVATE', assets: 'BUCKET_ASSETS' } as const

/** Where files are kept. The variables of a vendor count, and are checked, only where a store is with it. */
export function readStores(get: Get, problems: string[]): StoreSettings {
  const providerOf = (name: 'STORE_PRIVATE' | 'STORE_ASSETS'): StoreProvider => {
    const provider = STORE_PROVIDERS.find((one) => one === get(name))
    if (!provider) problems.push(`${name} must be one of ${STORE_PROVIDERS.join(', ')}`)
    return provider ?? 'disk'
  }
  const chosen = { private: providerOf('STORE_PRIVATE'), assets: providerOf('STORE_ASSETS') }
  const uses = (provider: StoreProvider): StoreName[] =>
    (['private', 'assets'] as const).filter((name) => chosen[name] === provider)
  return {
    ...chosen,
    folder: join(resolve(get('DATA_DIR')), 'files'),
    cos: uses('cos').length > 0 ? readCos(get, uses('cos'), problems) : null,
    oss: uses('oss').length > 0 ? readOss(get, uses('oss'), problems) : null,
  }
}

function readCos(get: Get, stores: StoreName[], problems: string[]): CosOptions {
  needAll(get, ['COS_SECRET_ID', 'COS_SECRET_KEY', 'COS_REGION'], 'cos', problems)
  const buckets = { private: get('COS_BUCKET_PRIVATE'), assets: get('COS_BUCKET_ASSETS') }
  for (const name of stores) {
    if (!/^[a-z0-9][a-z0-9-]*-\d{8,12}$/.test(buckets[name]))
      problems.push(`COS_${BUCKETS[name]} is no bucket; it ends in the account's number, as papers-1250000000`)
  }
  const pathStyle = get('COS_PATH_STYLE') === '1'
  const host = `cos.${get('COS_REGION')}.myqcloud.com`
  const official = pathStyle ? `https://${host}/{bucket}` : `https://{bucket}.${host}`
  return {
    secretId: get('COS_SECRET_ID'),
    secretKey: get('COS_SECRET_KEY'),
    region: get('COS_REGION'),
    buckets,
    pathStyle,
    base: baseOf(get, 'COS_API_BASE', official, problems),
    stsBase: baseOf(get, 'STS_API_BASE', OFFICIAL_STS, problems),
  }
}

function readOss(get: Get, stores: StoreName[], problems: string[]): OssOptions {
  needAll(get, ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_REGION'], 'oss', problems)
  const buckets = { private: get('OSS_BUCKET_PRIVATE'), assets: get('OSS_BUCKET_ASSETS') }
  for (const name of stores) {
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(buckets[name])) problems.push(`OSS_${BUCKETS[name]} is no bucket`)
  }
  const signature = get('OSS_SIGNATURE')
  if (signature !== 'v4' && signature !== 'v1') problems.push('OSS_SIGNATURE must be v4 or v1')
  return {
    accessKeyId: get('OSS_ACCESS_KEY_ID'),
    accessKeySecret: get('OSS_ACCESS_KEY_SECRET'),
    region: get('OSS_REGION').replace(/^oss-/, ''),
    buckets,
    signature: signature === 'v1' ? 'v1' : 'v4',
    base: baseOf(
      get,
      'OSS_API_BASE',
      `https://{bucket}.oss-${get('OSS_REGION').replace(/^oss-/, '')}.aliyuncs.com`,
      problems,
    ),
  }
}

function needAll(get: Get, names: Name[], provider: string, problems: string[]): void {
  for (const name of names) if (get(name) === '') problems.push(`${name} is not set; a store with ${provider} needs it`)
}

/** What is set, or the official address. */
function baseOf(
  get: Get,
  name: 'COS_API_BASE' | 'STS_API_BASE' | 'OSS_API_BASE',
  official: string,
  problems: string[],
): string {
  const base = get(name) || official
  if (!URL.canParse(base.replaceAll('{bucket}', 'bucket'))) problems.push(`${name} is no address`)
  if (get('NODE_ENV') === 'production') {
    if (!base.startsWith('https://')) problems.push(`${name} must be https in production`)
    else if (base !== official && !get('ALLOW_OTHER_VENDOR_HOSTS'))
      problems.push(`${name} is not the official address; set ALLOW_OTHER_VENDOR_HOSTS=1 if that is meant`)
  }
  return base
}
