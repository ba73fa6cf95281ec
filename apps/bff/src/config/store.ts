import { hkdfSync } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { CosOptions } from '../adapters/cos/cos.adapter.ts'
import type { OssOptions } from '../adapters/oss/oss.adapter.ts'
import type { StoreName } from '../ports/object-store.port.ts'

export const STORE_PROVIDERS = ['disk', 'cos', 'oss'] as const
export type StoreProvider = (typeof STORE_PROVIDERS)[number]

export interface StoreSettings {
  private: StoreProvider
  assets: StoreProvider
  /** What the keys of this installation begin with: others may keep theirs in the same bucket. */
  mark: string
  /** Where files lie with `disk`. */
  folder: string
  /** Null where no store is there. */
  cos: CosOptions | null
  oss: OssOptions | null
}

export const STORE_VARIABLES = {
  STORE_PRIVATE: { what: 'where papers and other private files lie: `disk`, `cos` or `oss`', fallback: 'disk' },
  STORE_ASSETS: { what: 'where files that everybody sees lie: `disk`, `cos` or `oss`', fallback: 'disk' },
  STORE_INSTALLATION: {
    what: 'under what name this installation keeps its files, where several share a bucket; by default one made from `FIELD_HASH_KEY`',
    fallback: '',
  },
  COS_SECRET_ID: {
    what: 'Tencent Cloud secret id for COS; this and the other COS variables with a store in `cos`',
    fallback: '',
  },
  COS_SECRET_KEY: { what: 'Tencent Cloud secret key for COS', fallback: '' },
  COS_REGION: { what: 'region of the buckets, as `ap-guangzhou`', fallback: '' },
  COS_BUCKET_PRIVATE: {
    what: 'bucket of private files, with the number of the account; not publicly readable',
    fallback: '',
  },
  COS_BUCKET_ASSETS: { what: 'bucket of files that everybody sees', fallback: '' },
  COS_PATH_STYLE: { what: '`1` puts the bucket into the path, which buckets made since 2024 refuse', fallback: '' },
  COS_API_BASE: {
    what: 'address of a bucket, `{bucket}` stands for its name; the official one when empty',
    fallback: '',
  },
  STS_API_BASE: {
    what: 'address of Tencent Cloud STS, which gives temporary keys; the official one when empty',
    fallback: '',
  },
  OSS_ACCESS_KEY_ID: {
    what: 'Alibaba Cloud access key id; this and the other OSS variables with a store in `oss`',
    fallback: '',
  },
  OSS_ACCESS_KEY_SECRET: { what: 'Alibaba Cloud access key secret', fallback: '' },
  OSS_REGION: { what: 'region of the buckets, as `cn-hangzhou`', fallback: '' },
  OSS_BUCKET_PRIVATE: { what: 'bucket of private files; not publicly readable', fallback: '' },
  OSS_BUCKET_ASSETS: { what: 'bucket of files that everybody sees', fallback: '' },
  OSS_SIGNATURE: { what: '`v4`, or `v1` for buckets that know no other', fallback: 'v4' },
  OSS_API_BASE: {
    what: 'address of a bucket, `{bucket}` stands for its name; the official one when empty',
    fallback: '',
  },
} as const

type Name = keyof typeof STORE_VARIABLES | 'NODE_ENV' | 'DATA_DIR' | 'FIELD_HASH_KEY' | 'ALLOW_OTHER_VENDOR_HOSTS'
type Get = (name: Name) => string

const OFFICIAL_STS = 'https://sts.tencentcloudapi.com'
const BUCKETS = { private: 'BUCKET_PRIVATE', assets: 'BUCKET_ASSETS' } as const

/** Where files are stored. The variables of a vendor count, and are checked, only where a store is with it. */
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
    mark: readMark(get, problems),
    folder: join(resolve(get('DATA_DIR')), 'files'),
    cos: uses('cos').length > 0 ? readCos(get, uses('cos'), problems) : null,
    oss: uses('oss').length > 0 ? readOss(get, uses('oss'), problems) : null,
  }
}

/** Without a name, one that all replicas find alike, and that stays: the key that it is made from is never changed. */
function readMark(get: Get, problems: string[]): string {
  const name = get('STORE_INSTALLATION')
  if (name === '') {
    const secret = Buffer.from(get('FIELD_HASH_KEY'), 'base64')
    return Buffer.from(hkdfSync('sha256', secret, '', 'the mark of this installation', 6)).toString('hex')
  }
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name))
    problems.push('STORE_INSTALLATION must be up to 32 small letters, digits and -')
  return name
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
