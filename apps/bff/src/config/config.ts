import { resolve } from 'node:path'
import { OCR_PROVIDERS, type OcrProvider } from '@qingpin/contract/ocr/ocr.enums'
import { type PaymentSettings, readPayment } from './payment.ts'
import { readStores, STORE_VARIABLES, type StoreSettings } from './store.ts'

/** One environment variable. `npm run docs` writes docs/configuration.md from this table. */
interface Variable {
  what: string
  /** Used when the variable is not set. */
  fallback?: string
  /** Must be set; `npm start` makes one for the demo. In production it must be strong too. */
  secret?: true
  /** Must be set although it is no secret. */
  required?: true
}

const OFFICIAL_WECHAT = 'https://api.weixin.qq.com'
const OFFICIAL_DEEPSEEK = 'https://api.deepseek.com'
const OFFICIAL_SMS = 'https://sms.tencentcloudapi.com'
const OFFICIAL_WXPAY = 'https://api.mch.weixin.qq.com'

export const VARIABLES = {
  NODE_ENV: {
    what: '`production` refuses demo data, weak secrets and vendor addresses that are not official',
    fallback: 'development',
  },
  PORT: { what: 'port of the app, the API and the docs', fallback: '8787' },
  HOST: { what: 'address to listen on', fallback: '127.0.0.1' },
  DATA_DIR: { what: 'folder of the SQLite database', fallback: './data' },
  DATABASE_URL: { what: '`postgres://…`; SQLite in DATA_DIR when empty', fallback: '' },
  H5_DIR: { what: 'folder of the built H5 app', fallback: './apps/miniprogram/dist/h5' },
  TRUSTED_PROXIES: {
    what: 'comma-separated addresses of proxies in front; only behind them X-Forwarded-For is believed',
    fallback: '',
  },
  LOG_LEVEL: { what: '`debug`, `info`, `warn`, `error` or `silent`', fallback: 'info' },
  METRICS_TOKEN: {
    what: 'bearer token for /metrics; when empty only this machine may read it, and in production nobody',
    fallback: '',
  },
  CHECK_REPLIES: {
    what: '`1` checks every reply against the contract, `0` saves the time; on by default, but not in production',
    fallback: '',
  },
  GENERAL_LIMIT: { what: 'requests that one account or address may make a minute; `0` for no limit', fallback: '1200' },
  CORS_ORIGINS: { what: 'comma-separated origins whose pages may call the API, or `*`', fallback: '*' },
  TOKEN_SECRET: { what: 'signs access tokens; 32 bytes, base64', secret: true },
  FIELD_KEYS: {
    what: 'encrypt personal fields: `id:base64` of 32 bytes, comma-separated, the first one encrypts',
    secret: true,
  },
  FIELD_HASH_KEY: {
    what: 'keys the hashes for looking up phones and id numbers; 32 bytes, base64; never change it',
    secret: true,
  },
  WECHAT_APPID: { what: 'app id of the mini program', required: true },
  WECHAT_SECRET: { what: 'app secret of the mini program', secret: true },
  WECHAT_API_BASE: { what: 'address of the WeChat API', fallback: OFFICIAL_WECHAT },
  CONTENT_CHECK: {
    what: 'who judges texts that other people will see: `wechat`, or `off`',
    fallback: 'wechat',
  },
  OCR_PROVIDER: {
    what: 'who reads identity cards: `wechat`, with this server standing in for it, or `local`, this server alone',
    fallback: 'wechat',
  },
  OCR_DAILY_CALLS: {
    what: 'pictures a day that WeChat reads for this account; then this server reads; `0` for any number',
    fallback: '100',
  },
  SMS_SECRET_ID: { what: 'Tencent Cloud secret id for SMS', required: true },
  SMS_SECRET_KEY: { what: 'Tencent Cloud secret key for SMS', secret: true },
  SMS_SDK_APP_ID: { what: 'SMS application id', required: true },
  SMS_SIGN_NAME: { what: 'approved SMS signature', required: true },
  SMS_TEMPLATE_LOGIN: { what: 'approved template for login codes; parameters: code, minutes', required: true },
  SMS_API_BASE: { what: 'address of the SMS API', fallback: OFFICIAL_SMS },
  PAY_CHANNEL_WEAPP: {
    what: 'how credits are paid for in the mini program: `wxpay-v3` or `hidden`',
    fallback: 'hidden',
  },
  PAY_CHANNEL_H5: { what: 'how credits are paid for in the browser: `wxpay-v3` or `hidden`', fallback: 'hidden' },
  WXPAY_MCHID: {
    what: 'merchant id of WeChat Pay; this and the other WXPAY variables with a `wxpay-v3` channel',
    fallback: '',
  },
  WXPAY_SERIAL: { what: "serial number of the merchant's API certificate", fallback: '' },
  WXPAY_PRIVATE_KEY: { what: "private key of the merchant's API certificate; base64 of the PEM file", fallback: '' },
  WXPAY_API_V3_KEY: { what: 'APIv3 key, which decrypts notices; 32 characters', fallback: '' },
  WXPAY_PLATFORM_KEYS: {
    what: "WeChat Pay's public keys: `id:base64` of the PEM file, comma-separated; the id is a certificate serial or PUB_KEY_ID_…",
    fallback: '',
  },
  WXPAY_API_BASE: { what: 'address of the WeChat Pay API', fallback: OFFICIAL_WXPAY },
  LLM_PROVIDER: {
    what: 'whose language model writes for the assistant; `deepseek` is the only one',
    fallback: 'deepseek',
  },
  DEEPSEEK_API_KEY: { what: 'key of the DeepSeek API', secret: true },
  DEEPSEEK_BASE_URL: { what: 'address of the DeepSeek API', fallback: OFFICIAL_DEEPSEEK },
  DEEPSEEK_MODEL_CHAT: {
    what: 'model that answers in the assistant; retired names stand for what replaced them',
    fallback: 'deepseek-flash',
  },
  ...STORE_VARIABLES,
  VENDOR_REST_MS: {
    what: 'milliseconds for which an outside service that failed five times in a row is left alone',
    fallback: '15000',
  },
  SLOW_QUERY_MS: {
    what: 'statements that take longer are logged, by their shape and without values; `0` logs none',
    fallback: '200',
  },
  AGENCY_NAME: { what: 'name of the agency, as shown in the app', fallback: '轻聘家政' },
  AGENCY_PHONE: { what: 'number behind every 打电话问', fallback: '400-000-0000' },
  AGENCY_REVIEW_TIME: {
    what: 'when somebody has looked at a registration, as the app promises it to who has registered; empty: no promise',
    fallback: '一般一个工作日内看完',
  },
  ALLOW_OTHER_VENDOR_HOSTS: {
    what: '`1` allows vendor addresses that are not the official ones in production',
    fallback: '',
  },
  DEMO: { what: '`1` shows demo logins on the login screens; refused in production', fallback: '' },
  PUBLIC_URL: {
    what: 'where people reach the app, for links that are sent to them; the listening address when empty',
    fallback: '',
  },
  RTC_PROVIDER: { what: 'what carries video: `direct` (browser to browser) or `zego`', fallback: 'direct' },
  ICE_SERVERS: {
    what: 'for `direct`: STUN and TURN servers as a JSON array of `{"urls":[…],"username":…,"credential":…}`',
    fallback: '[]',
  },
  ZEGO_APP_ID: { what: 'app id of ZEGO; 0 when there is none', fallback: '0' },
  ZEGO_SERVER_SECRET: { what: 'server secret of ZEGO, 32 characters; needed with `RTC_PROVIDER=zego`', fallback: '' },
  ZEGO_SERVER: {
    what: 'address that the ZEGO console names for the app',
    fallback: 'wss://webliveroom-api.zego.im/ws',
  },
  SANDBOX_URL: { what: 'where the sandbox shows SMS codes; only read when DEMO is on', fallback: '' },
} as const satisfies Record<string, Variable>

type Name = keyof typeof VARIABLES
export type Environment = Readonly<Record<string, string | undefined>>

export interface IceServer {
  urls: string[]
  username?: string
  credential?: string
}
export interface RtcSettings {
  provider: 'direct' | 'zego'
  iceServers: IceServer[]
  zego: { appId: number; secret: string; server: string }
}

export interface Settings {
  production: boolean
  port: number
  host: string
  dataDir: string
  databaseUrl: string
  h5Dir: string
  logLevel: string
  checkReplies: boolean
  metricsToken: string
  /** Requests a minute; 0 is no limit. */
  generalLimit: number
  corsOrigins: string[]
  trustedProxies: string[]
  tokenSecret: Buffer
  fieldKeys: Map<string, Buffer>
  fieldHashKey: Buffer
  wechat: { appId: string; secret: string; base: string }
  contentCheck: 'wechat' | 'off'
  ocr: { provider: OcrProvider; dailyCalls: number }
  sms: { secretId: string; secretKey: string; sdkAppId: string; signName: string; loginTemplate: string; base: string }
  payment: PaymentSettings
  deepseek: { base: string; apiKey: string; chatModel: string }
  store: StoreSettings
  /** How long an outside service that fails is left alone. */
  vendorRestMs: number
  /** 0: no statement is slow. */
  slowQueryMs: number
  agency: { name: string; phone: string; reviewTime: string }
  /** Without a slash at the end. */
  publicUrl: string
  rtc: RtcSettings
  /** The demo, and where its sandbox shows SMS codes; null when this is none. */
  demo: { sandboxUrl: string } | null
}
/** The settings are not usable; the message names each variable and where it is documented. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(
      `The server cannot start:\n${problems.map((p) => `  - ${p}`).join('\n')}\nEvery variable is described in docs/configuration.md.`,
    )
    this.name = 'ConfigError'
  }
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const isWeak = (key: Buffer): boolean => key.length < 32 || new Set(key).size < 8

function parseKeys(text: string): Map<string, Buffer> {
  const pairs = text
    .split(',')
    .filter(Boolean)
    .map((part) => part.split(':') as [string, string?])
  return new Map(pairs.map(([id, key = '']) => [id, bytes(key)]))
}

function parseIceServers(text: string): IceServer[] | undefined {
  try {
    const found: unknown = JSON.parse(text)
    const fits = (one: Partial<IceServer> | null) =>
      Array.isArray(one?.urls) && one.urls.every((url) => /^(?:stun|turn)s?:/.test(url))
    return Array.isArray(found) && found.every(fits) ? (found as IceServer[]) : undefined
  } catch {
    return undefined
  }
}

function readRtc(get: (name: Name) => string, problems: string[]): RtcSettings {
  const provider = get('RTC_PROVIDER')
  const iceServers = parseIceServers(get('ICE_SERVERS'))
  const appId = Number(get('ZEGO_APP_ID'))
  const secret = get('ZEGO_SERVER_SECRET')
  if (provider !== 'direct' && provider !== 'zego') problems.push('RTC_PROVIDER must be direct or zego')
  if (!iceServers) problems.push('ICE_SERVERS is no JSON array of {"urls":["stun:…"]}')
  if (!Number.isSafeInteger(appId) || appId < 0) problems.push('ZEGO_APP_ID is not a number')
  if (secret !== '' && Buffer.byteLength(secret) !== 32) problems.push('ZEGO_SERVER_SECRET is not 32 characters long')
  if (provider === 'zego' && (!appId || !secret))
    problems.push('RTC_PROVIDER=zego needs ZEGO_APP_ID, ZEGO_SERVER_SECRET')
  return {
    provider: provider === 'zego' ? 'zego' : 'direct',
    iceServers: iceServers ?? [],
    zego: { appId, secret, server: get('ZEGO_SERVER') },
  }
}

/** Reads and checks the environment. Throws a ConfigError that names every problem at once. */
export function readSettings(env: Environment): Settings {
  const get = (name: Name): string => {
    const variable: Variable = VARIABLES[name]
    return env[name] ?? variable.fallback ?? ''
  }
  const list = (name: Name): string[] =>
    get(name)
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  const production = get('NODE_ENV') === 'production'
  const problems: string[] = []

  for (const [name, variable] of Object.entries(VARIABLES) as [Name, Variable][]) {
    if ((variable.secret || variable.required) && get(name) === '')
      problems.push(`${name} is not set (${variable.what})`)
  }
  const tokenSecret = bytes(get('TOKEN_SECRET'))
  const fieldHashKey = bytes(get('FIELD_HASH_KEY'))
  const fieldKeys = parseKeys(get('FIELD_KEYS'))
  if (get('TOKEN_SECRET') && isWeak(tokenSecret))
    problems.push('TOKEN_SECRET is too weak: it needs 32 random bytes, base64')
  if (get('FIELD_HASH_KEY') && isWeak(fieldHashKey))
    problems.push('FIELD_HASH_KEY is too weak: it needs 32 random bytes, base64')
  if (get('FIELD_KEYS') && fieldKeys.size === 0) problems.push('FIELD_KEYS holds no key')
  if (fieldKeys.size !== list('FIELD_KEYS').length) problems.push('FIELD_KEYS names a key twice')
  for (const [id, key] of fieldKeys) {
    // The id stands before a dot in every encrypted value.
    if (!/^[\w-]{1,32}$/.test(id)) problems.push(`FIELD_KEYS: "${id}" is no id; use letters, digits, _ and -`)
    if (key.length !== 32 || isWeak(key)) problems.push(`FIELD_KEYS: key "${id}" is not 32 random bytes, base64`)
  }
  const payment = readPayment(get, problems)
  const store = readStores(get, problems)
  const port = Number(get('PORT'))
  if (!Number.isInteger(port) || port < 0 || port > 65535) problems.push('PORT is not a port number')

  const generalLimit = Number(get('GENERAL_LIMIT'))
  if (!Number.isInteger(generalLimit) || generalLimit < 0) problems.push('GENERAL_LIMIT is not a number of requests')

  const [vendorRestMs, slowQueryMs] = [Number(get('VENDOR_REST_MS')), Number(get('SLOW_QUERY_MS'))]
  if (!Number.isInteger(vendorRestMs) || vendorRestMs < 1)
    problems.push('VENDOR_REST_MS is not a number of milliseconds')
  if (!Number.isInteger(slowQueryMs) || slowQueryMs < 0) problems.push('SLOW_QUERY_MS is not a number of milliseconds')

  if (!/^(?:postgres(?:ql)?:\/\/.+)?$/.test(get('DATABASE_URL'))) {
    problems.push('DATABASE_URL must begin with postgres:// or be empty')
  }

  const contentCheck = get('CONTENT_CHECK')
  if (contentCheck !== 'wechat' && contentCheck !== 'off') problems.push('CONTENT_CHECK must be wechat or off')

  const ocrProvider = OCR_PROVIDERS.find((one) => one === get('OCR_PROVIDER'))
  const ocrCalls = Number(get('OCR_DAILY_CALLS'))
  if (!ocrProvider) problems.push(`OCR_PROVIDER must be one of ${OCR_PROVIDERS.join(', ')}`)
  if (!Number.isInteger(ocrCalls) || ocrCalls < 0) problems.push('OCR_DAILY_CALLS is not a number of pictures')

  if (get('LLM_PROVIDER') !== 'deepseek') problems.push('LLM_PROVIDER must be deepseek')

  if (production) {
    if (get('AGENCY_PHONE') === VARIABLES.AGENCY_PHONE.fallback) {
      problems.push('AGENCY_PHONE is not set: workers are told to call it')
    }
    if (!get('PUBLIC_URL').startsWith('https://')) {
      problems.push('PUBLIC_URL must be the https address of the app: invitations lead there')
    }
    if (get('DEMO')) problems.push('DEMO must not be set in production: it publishes passwords')
    if (get('WECHAT_SECRET') && get('WECHAT_SECRET').length < 16) problems.push('WECHAT_SECRET is too weak')
    if (get('DEEPSEEK_API_KEY') && get('DEEPSEEK_API_KEY').length < 16) problems.push('DEEPSEEK_API_KEY is too weak')
    if (get('SMS_SECRET_KEY') && get('SMS_SECRET_KEY').length < 16) problems.push('SMS_SECRET_KEY is too weak')
    for (const [name, official] of [
      ['WECHAT_API_BASE', OFFICIAL_WECHAT],
      ['SMS_API_BASE', OFFICIAL_SMS],
      ['WXPAY_API_BASE', OFFICIAL_WXPAY],
      ['DEEPSEEK_BASE_URL', OFFICIAL_DEEPSEEK],
    ] as const) {
      if (!get(name).startsWith('https://')) problems.push(`${name} must be https in production`)
      else if (get(name) !== official && !get('ALLOW_OTHER_VENDOR_HOSTS')) {
        problems.push(`${name} is not the official address; set ALLOW_OTHER_VENDOR_HOSTS=1 if that is meant`)
      }
    }
  }
  const rtc = readRtc(get, problems)
  if (problems.length > 0) throw new ConfigError(problems)

  return {
    production,
    port,
    host: get('HOST'),
    dataDir: resolve(get('DATA_DIR')),
    databaseUrl: get('DATABASE_URL'),
    h5Dir: resolve(get('H5_DIR')),
    logLevel: get('LOG_LEVEL'),
    checkReplies: get('CHECK_REPLIES') ? get('CHECK_REPLIES') === '1' : !production,
    metricsToken: get('METRICS_TOKEN'),
    generalLimit,
    vendorRestMs,
    slowQueryMs,
    corsOrigins: list('CORS_ORIGINS'),
    trustedProxies: list('TRUSTED_PROXIES'),
    tokenSecret,
    fieldKeys,
    fieldHashKey,
    wechat: { appId: get('WECHAT_APPID'), secret: get('WECHAT_SECRET'), base: get('WECHAT_API_BASE') },
    contentCheck: contentCheck === 'off' ? 'off' : 'wechat',
    ocr: { provider: ocrProvider ?? 'wechat', dailyCalls: ocrCalls },
    sms: {
      secretId: get('SMS_SECRET_ID'),
      secretKey: get('SMS_SECRET_KEY'),
      sdkAppId: get('SMS_SDK_APP_ID'),
      signName: get('SMS_SIGN_NAME'),
      loginTemplate: get('SMS_TEMPLATE_LOGIN'),
      base: get('SMS_API_BASE'),
    },
    payment,
    store,
    deepseek: {
      base: get('DEEPSEEK_BASE_URL'),
      apiKey: get('DEEPSEEK_API_KEY'),
      chatModel: get('DEEPSEEK_MODEL_CHAT'),
    },
    publicUrl: (get('PUBLIC_URL') || `http://${get('HOST')}:${port}`).replace(/\/$/, ''),
    rtc,
    agency: {
      name: get('AGENCY_NAME'),
      phone: get('AGENCY_PHONE'),
      // It is followed by words of ours, so it ends without a stop of its own.
      reviewTime: get('AGENCY_REVIEW_TIME')
        .trim()
        .replace(/[。，,.]+$/, ''),
    },
    demo: get('DEMO') ? { sandboxUrl: get('SANDBOX_URL') } : null,
  }
}

/** The settings of this process: the only place that reads `process.env`. */
export const processSettings = (): Settings => readSettings(process.env)
