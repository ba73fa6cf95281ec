import { describe, expect, it } from 'vitest'
import { type Environment, readSettings } from './config.ts'

const KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 37) % 256)).toString('base64')
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  TOKEN_SECRET: KEY,
  FIELD_KEYS: `k1:${KEY}`,
  FIELD_HASH_KEY: KEY,
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: '0123456789abcdef0123456789abcdef',
  SMS_SECRET_ID: 'AKID0123',
  SMS_SECRET_KEY: '0123456789abcdef0123456789abcdef',
  SMS_SDK_APP_ID: '1400000001',
  SMS_SIGN_NAME: '轻聘',
  SMS_TEMPLATE_LOGIN: '1000001',
  DEEPSEEK_API_KEY: 'sk-0123456789abcdef0123456789abcdef',
  AGENCY_PHONE: '0571-8800-0000',
  PUBLIC_URL: 'https://app.example.com',
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
  it('are taken when they are whole', () => {
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
    ['a model of nobody', { LLM_PROVIDER: 'other' }, 'LLM_PROVIDER must be deepseek'],
    ['a telephone that nobody answers', { AGENCY_PHONE: undefined }, 'AGENCY_PHONE is not set'],
    ['links that lead nowhere', { PUBLIC_URL: '' }, 'PUBLIC_URL must be the https address'],
    ['a video service without its secret', { RTC_PROVIDER: 'zego' }, 'RTC_PROVIDER=zego needs ZEGO_APP_ID'],
    ['a video secret of another length', { ZEGO_SERVER_SECRET: 'short' }, 'is not 32 characters long'],
    ['ICE servers that are none', { ICE_SERVERS: '[{"urls":["http://x"]}]' }, 'ICE_SERVERS is no JSON array'],
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
})
