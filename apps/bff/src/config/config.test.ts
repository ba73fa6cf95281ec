import { describe, expect, it } from 'vitest'
import { type Environment, readSettings } from './config.ts'

const keyOf = (seed: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 37 + seed) % 256)).toString('base64')
const KEY = keyOf(0)
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  TOKEN_SECRET: KEY,
  FIELD_KEYS: `k1:${keyOf(1)}`,
  FIELD_HASH_KEY: keyOf(2),
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: '0123456789abcdef0123456789abcdef',
  SMS_SECRET_ID: 'AKID0123',
  SMS_SECRET_KEY: 'fedcba9876543210fedcba9876543210',
  SMS_SDK_APP_ID: '1400000001',
  SMS_SIGN_NAME: '轻聘',
  SMS_TEMPLATE_LOGIN: '1000001',
  DEEPSEEK_API_KEY: 'sk-0123456789abcdef0123456789abcdef',
  AGENCY_PHONE: '0571-8800-0000',
  PUBLIC_URL: 'https://app.example.com',
  TRUSTED_PROXIES: '10.0.0.1',
}
const problem = (env: Environment): string => {
  try {
    readSettings({ ...PRODUCTION, ...env })
    return 'none'
  } catch (error) {
    return (error as Error).message
  }
}

describe('the settings of a server in production', () => {
  it('are accepted when they are complete', () => {
    expect(problem({})).toBe('none')
  })

  it('name every missing variable at once, and where it is described', () => {
    const message = problem({ TOKEN_SECRET: '', WECHAT_SECRET: '', SMS_SIGN_NAME: '' })
    for (const name of ['TOKEN_SECRET', 'WECHAT_SECRET', 'SMS_SIGN_NAME', 'docs/configuration.md'])
      expect(message).toContain(name)
  })

  it.each([
    ['a short token secret', { TOKEN_SECRET: 'c2hvcnQ=' }, 'TOKEN_SECRET is too weak'],
    ['a secret of one letter', { TOKEN_SECRET: Buffer.alloc(32, 65).toString('base64') }, 'TOKEN_SECRET is too weak'],
    ['no field key at all', { FIELD_KEYS: ',,' }, 'FIELD_KEYS holds no key'],
    ['a key id that would be lost in the value', { FIELD_KEYS: `2026.1:${KEY}` }, 'FIELD_KEYS: "2026.1" is no id'],
    ['two keys of one id', { FIELD_KEYS: `a:${KEY},a:${KEY}` }, 'FIELD_KEYS names a key twice'],
    ['a mistyped database address', { DATABASE_URL: 'postgre://db/x' }, 'DATABASE_URL must begin with postgres://'],
    ['demo logins', { DEMO: '1' }, 'DEMO must not be set in production'],
    ['a vendor over plain http', { WECHAT_API_BASE: 'http://127.0.0.1:8788/wx' }, 'WECHAT_API_BASE must be https'],
    ['a vendor elsewhere', { SMS_API_BASE: 'https://sms.example.com' }, 'SMS_API_BASE is not the official address'],
    ['an unknown model', { LLM_PROVIDER: 'other' }, 'LLM_PROVIDER must be deepseek'],
    ['a missing telephone number', { AGENCY_PHONE: undefined }, 'AGENCY_PHONE is not set'],
    ['links that lead nowhere', { PUBLIC_URL: '' }, 'PUBLIC_URL must be the https address'],
    ['a video service without its secret', { RTC_PROVIDER: 'zego' }, 'RTC_PROVIDER=zego needs ZEGO_APP_ID'],
    ['a video secret of another length', { ZEGO_SERVER_SECRET: 'short' }, 'is not 32 characters long'],
    ['ICE servers that are none', { ICE_SERVERS: '[{"urls":["http://x"]}]' }, 'ICE_SERVERS is no JSON array'],
    ['production by another name', { NODE_ENV: 'prod' }, 'NODE_ENV must be one of development, test, production'],
    ['an empty environment', { NODE_ENV: '' }, 'NODE_ENV must be one of development, test, production'],
    ['one key for two secrets', { TOKEN_SECRET: keyOf(2) }, 'FIELD_HASH_KEY has the value of TOKEN_SECRET'],
    [
      'a field key that is another secret',
      { FIELD_KEYS: `k1:${KEY}` },
      'FIELD_KEYS: key "k1" has the value of TOKEN_SECRET',
    ],
    [
      'two field keys alike',
      { FIELD_KEYS: `a:${keyOf(1)},b:${keyOf(1)}` },
      'key "b" has the value of FIELD_KEYS: key "a"',
    ],
    ['a metrics token of one letter', { METRICS_TOKEN: 'x' }, 'METRICS_TOKEN is too weak'],
    ['a secret of one repeated letter', { WECHAT_SECRET: 'a'.repeat(32) }, 'WECHAT_SECRET is too weak'],
    ['a vendor’s short secret', { SMS_SECRET_KEY: '0123456789' }, 'SMS_SECRET_KEY is too weak'],
    ['proxies that are not named', { TRUSTED_PROXIES: undefined }, 'TRUSTED_PROXIES is not set'],
    ['a proxy named by its host', { TRUSTED_PROXIES: '10.0.0.1,nginx' }, 'TRUSTED_PROXIES: "nginx" is no address'],
    ['a network that is none', { TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES: "10.0.0.0/99" is no address'],
    ['docs that are half shown', { API_DOCS: 'yes' }, 'API_DOCS must be 1, 0 or empty'],
    ['a port that is none', { PORT: '80a' }, 'PORT is not a port number'],
  ])('refuse %s', (_what, env, message) => {
    expect(problem(env)).toContain(message)
  })

  it.each([
    ['the usual promise where nothing is said', undefined, '一般一个工作日内看完'],
    ['another one, without its full stop', '三天内看完。', '三天内看完'],
    ['none where it is empty', '', ''],
  ])('tell workers %s', (_, said, told) => {
    expect(readSettings({ ...PRODUCTION, AGENCY_REVIEW_TIME: said }).agency.reviewTime).toBe(told)
  })

  it('take another vendor address when that is said on purpose', () => {
    expect(problem({ SMS_API_BASE: 'https://sms.example.com', ALLOW_OTHER_VENDOR_HOSTS: '1' })).toBe('none')
  })

  it('take one key of Tencent Cloud for its services, which have one account', () => {
    const tencent = 'fedcba9876543210fedcba9876543210'
    expect(problem({ SMS_SECRET_KEY: tencent, COS_SECRET_KEY: tencent })).toBe('none')
  })

  it.each([
    ['none', []],
    ['10.0.0.1, 172.16.0.0/12', ['10.0.0.1', '172.16.0.0/12']],
    ['fd00::/8', ['fd00::/8']],
  ])('take the proxies %s', (said, proxies) => {
    expect(readSettings({ ...PRODUCTION, TRUSTED_PROXIES: said }).trustedProxies).toEqual(proxies)
  })

  it('keep the docs and other origins out until they are let in', () => {
    const { apiDocs, corsOrigins } = readSettings(PRODUCTION)
    expect([apiDocs, corsOrigins]).toEqual([false, []])
    const open = readSettings({ ...PRODUCTION, API_DOCS: '1', CORS_ORIGINS: 'https://h5.example' })
    expect([open.apiDocs, open.corsOrigins]).toEqual([true, ['https://h5.example']])
    const development = readSettings({ ...PRODUCTION, NODE_ENV: undefined })
    expect([development.apiDocs, development.corsOrigins]).toEqual([true, ['*']])
  })
})
