import { describe, expect, it } from 'vitest'
import { readStores } from './store.ts'

const WHOLE: Record<string, string> = {
  NODE_ENV: 'production',
  DATA_DIR: '/var/qingpin',
  STORE_PRIVATE: 'cos',
  STORE_ASSETS: 'oss',
  COS_SECRET_ID: 'AKID',
  COS_SECRET_KEY: 'key',
  COS_REGION: 'ap-guangzhou',
  COS_BUCKET_PRIVATE: 'papers-1250000000',
  OSS_ACCESS_KEY_ID: 'LTAI',
  OSS_ACCESS_KEY_SECRET: 'secret',
  OSS_REGION: 'cn-hangzhou',
  OSS_BUCKET_ASSETS: 'qingpin-assets',
  OSS_SIGNATURE: 'v4',
}
function read(over: Record<string, string> = {}) {
  const problems: string[] = []
  const env: Record<string, string> = { ...WHOLE, ...over }
  const stores = readStores((name) => env[name] ?? '', problems)
  return { stores, problems: problems.join('\n') }
}

describe('the settings of stores', () => {
  it('know the official addresses, so that none has to be set', () => {
    const { stores, problems } = read()
    expect(problems).toBe('')
    expect(stores).toMatchObject({
      private: 'cos',
      assets: 'oss',
      folder: '/var/qingpin/files',
      cos: {
        base: 'https://{bucket}.cos.ap-guangzhou.myqcloud.com',
        stsBase: 'https://sts.tencentcloudapi.com',
        pathStyle: false,
      },
      oss: { base: 'https://{bucket}.oss-cn-hangzhou.aliyuncs.com', signature: 'v4' },
    })
    expect(read({ COS_PATH_STYLE: '1' }).stores.cos?.base).toBe('https://cos.ap-guangzhou.myqcloud.com/{bucket}')
    expect(read({ OSS_REGION: 'oss-cn-hangzhou' }).stores.oss?.region).toBe('cn-hangzhou')
  })

  it('are not asked for where files lie on disk', () => {
    const { stores, problems } = read({
      STORE_PRIVATE: 'disk',
      STORE_ASSETS: 'disk',
      COS_SECRET_KEY: '',
      OSS_REGION: '',
    })
    expect([problems, stores.cos, stores.oss]).toEqual(['', null, null])
  })

  it.each([
    [{ STORE_PRIVATE: 's3' }, 'STORE_PRIVATE must be one of disk, cos, oss'],
    [{ COS_SECRET_KEY: '' }, 'COS_SECRET_KEY is not set; a store with cos needs it'],
    [{ COS_BUCKET_PRIVATE: 'papers' }, 'COS_BUCKET_PRIVATE is no bucket'],
    [{ OSS_BUCKET_ASSETS: '' }, 'OSS_BUCKET_ASSETS is no bucket'],
    [{ OSS_SIGNATURE: 'v2' }, 'OSS_SIGNATURE must be v4 or v1'],
    [{ COS_API_BASE: 'http://127.0.0.1:8788/cos/{bucket}' }, 'COS_API_BASE must be https in production'],
    [{ COS_API_BASE: 'https://files.example' }, 'COS_API_BASE is not the official address'],
    [{ OSS_API_BASE: 'nowhere' }, 'OSS_API_BASE is no address'],
  ])('stop the start with the variable that is wrong: %o', (over, problem) => {
    expect(read(over).problems).toContain(problem)
  })

  it('may name a domain of our own where that is said to be meant', () => {
    const over = { COS_API_BASE: 'https://files.example', ALLOW_OTHER_VENDOR_HOSTS: '1' }
    expect(read(over)).toMatchObject({ problems: '', stores: { cos: { base: 'https://files.example' } } })
  })

  it('give each installation a mark of its own, which all its processes find alike, or the name that was set', () => {
    const markOf = (over: Record<string, string>) => read(over).stores.mark
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((key) => key.toString('base64')) as [
      string,
      string,
    ]
    expect(markOf({ FIELD_HASH_KEY: one })).toMatch(/^[0-9a-f]{12}$/)
    expect(markOf({ FIELD_HASH_KEY: one })).toBe(markOf({ FIELD_HASH_KEY: one }))
    expect(markOf({ FIELD_HASH_KEY: one })).not.toBe(markOf({ FIELD_HASH_KEY: other }))
    expect(markOf({ FIELD_HASH_KEY: one, STORE_INSTALLATION: 'beijing-2' })).toBe('beijing-2')
    for (const name of ['../files', 'a/b', '北京', '-a', 'A'])
      expect([name, read({ STORE_INSTALLATION: name }).problems]).toEqual([
        name,
        expect.stringContaining('STORE_INSTALLATION'),
      ])
  })
})
