import { OCR_PROVIDERS } from '@qingpin/contract/ocr/ocr.enums'
import { z } from 'zod'
import { SERVICE_ACCOUNT_VARIABLES } from './service-account.ts'
import { STORE_VARIABLES } from './store.ts'

/** One environment variable. `npm run docs` writes docs/configuration.md from this table. */
export interface Variable {
  what: string
  /** Used when the variable is not set. */
  fallback?: string
  /** Must be set; `npm start` makes one for the demo. In production it must be strong too. */
  secret?: true
  /** Must be set although it is no secret. */
  required?: true
  /** What it admits and becomes; a string as it is where there is none. Messages follow the variable's name. */
  schema?: z.ZodType<unknown, string>
}

const whole = (problem: string, least = 0, most = Number.MAX_SAFE_INTEGER) =>
  z.string().transform(Number).pipe(z.int(problem).min(least, problem).max(most, problem))

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const isWeak = (key: Buffer): boolean => key.length < 32 || new Set(key).size < 8
const strongKey = z
  .string()
  .transform(bytes)
  .refine((key) => !isWeak(key), 'is too weak: it needs 32 random bytes, base64')

/** Keys by id, from `id:base64,id:base64`. */
const keysById = z.string().transform((text, { addIssue }) => {
  const parts = text.split(',').filter(Boolean)
  const keys = new Map(
    parts.map((part) => {
      const [id = '', key = ''] = part.split(':')
      return [id, bytes(key)] as const
    }),
  )
  if (keys.size === 0) addIssue('holds no key')
  if (keys.size !== parts.length) addIssue('names a key twice')
  for (const [id, key] of keys) {
    // The id stands before a dot in every encrypted value.
    if (!/^[\w-]{1,32}$/.test(id)) addIssue(`: "${id}" is no id; use letters, digits, _ and -`)
    if (key.length !== 32 || isWeak(key)) addIssue(`: key "${id}" is not 32 random bytes, base64`)
  }
  return keys
})

const IceServers = z.array(
  z.looseObject({
    urls: z.array(z.string().regex(/^(?:stun|turn)s?:/)),
    username: z.string().optional(),
    credential: z.string().optional(),
  }),
)
const iceServers = z.string().transform((text, { addIssue }) => {
  try {
    return IceServers.parse(JSON.parse(text))
  } catch {
    addIssue('is no JSON array of {"urls":["stun:…"]}')
    return z.NEVER
  }
})

/** A template of WeChat with the names of its two fields; undefined where none is configured. */
export interface SubscribeTemplateSetting {
  id: string
  what: string
  when: string
}
const subscribeTemplate = z.string().transform((text, { addIssue }): SubscribeTemplateSetting | undefined => {
  if (text === '') return undefined
  const [id = '', what = '', when = ''] = text.split(':')
  if (!/^[\w-]{20,64}$/.test(id) || !/^thing\d{1,2}$/.test(what) || !/^time\d{1,2}$/.test(when))
    addIssue('is no id:thing1:time2')
  return { id, what, when }
})

export const OFFICIAL_WECHAT = 'https://api.weixin.qq.com'
export const OFFICIAL_DEEPSEEK = 'https://api.deepseek.com'
export const OFFICIAL_SMS = 'https://sms.tencentcloudapi.com'
export const OFFICIAL_WXPAY = 'https://api.mch.weixin.qq.com'

const ENVIRONMENTS = ['development', 'test', 'production'] as const

export const VARIABLES = {
  NODE_ENV: {
    what: '`development`, `test` or `production`, which refuses demo data, weak secrets and vendor addresses that are not official',
    fallback: 'development',
    schema: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(', ')}`),
  },
  PORT: {
    what: 'port of the app, the API and the docs',
    fallback: '8787',
    schema: whole('is not a port number', 0, 65_535),
  },
  HOST: { what: 'address to listen on', fallback: '127.0.0.1' },
  DATA_DIR: { what: 'folder of the SQLite database', fallback: './data' },
  DATABASE_URL: {
    what: '`postgres://…`; SQLite in DATA_DIR when empty',
    fallback: '',
    schema: z.string().regex(/^(?:postgres(?:ql)?:\/\/.+)?$/, 'must begin with postgres:// or be empty'),
  },
  H5_DIR: { what: 'folder of the built H5 app', fallback: './apps/miniprogram/dist/h5' },
  TRUSTED_PROXIES: {
    what: 'comma-separated addresses or networks (`10.0.0.0/8`) of proxies in front, only behind which X-Forwarded-For is believed; production asks for them, or for `none` where there is no proxy',
    fallback: '',
    schema: list,
  },
  LOG_LEVEL: { what: '`debug`, `info`, `warn`, `error` or `silent`', fallback: 'info' },
  METRICS_TOKEN: {
    what: 'bearer token for /metrics, in production of at least 16 characters; when empty only this machine may read it, and in production no one',
    fallback: '',
  },
  CHECK_REPLIES: {
    what: '`1` checks every reply against the contract, `0` saves the time; on by default, but not in production',
    fallback: '',
  },
  GENERAL_LIMIT: {
    what: 'requests that one account or address may make a minute; `0` for no limit',
    fallback: '1200',
    schema: whole('is not a number of requests'),
  },
  CORS_ORIGINS: {
    what: 'comma-separated origins whose pages may call the API, or `*`; when empty all of them, and in production none but the app itself',
    fallback: '',
    schema: list,
  },
  API_DOCS: {
    what: '`1` shows /api/docs and /api/openapi.json to everyone, `0` to no one; when empty they are shown, but not in production',
    fallback: '',
    schema: z.enum(['', '0', '1'], 'must be 1, 0 or empty'),
  },
  TOKEN_SECRET: { what: 'signs access tokens; 32 bytes, base64', secret: true, schema: strongKey },
  FIELD_KEYS: {
    what: 'encrypt personal fields: `id:base64` of 32 bytes, comma-separated, the first one encrypts',
    secret: true,
    schema: keysById,
  },
  FIELD_HASH_KEY: {
    what: 'keys the hashes for looking up phones and id numbers; 32 bytes, base64; never change it',
    secret: true,
    schema: strongKey,
  },
  WECHAT_APPID: { what: 'app id of the mini program', required: true },
  WECHAT_SECRET: { what: 'app secret of the mini program', secret: true },
  SUBSCRIBE_TEMPLATE_INTERVIEW: {
    what: 'subscribe message for interviews: `id:what:when`, the template id and the names of its fields for what happened (`thing1`) and when (`time2`); none goes out when empty',
    fallback: '',
    schema: subscribeTemplate,
  },
  SUBSCRIBE_TEMPLATE_CUSTOMER: {
    what: 'the same for news of customers, which staff gets',
    fallback: '',
    schema: subscribeTemplate,
  },
  SUBSCRIBE_TEMPLATE_PROGRESS: {
    what: 'the same for answers, payments, resumes and logins',
    fallback: '',
    schema: subscribeTemplate,
  },
  SMS_TEMPLATE_NOTICE: {
    what: 'text message for notifications, with one parameter of up to 12 characters that says what happened; none goes out when empty',
    fallback: '',
  },
  WECHAT_API_BASE: { what: 'address of the WeChat API', fallback: OFFICIAL_WECHAT },
  ...SERVICE_ACCOUNT_VARIABLES,
  CONTENT_CHECK: {
    what: 'who judges texts that other people will see: `wechat`, or `off`',
    fallback: 'wechat',
    schema: z.enum(['wechat', 'off'], 'must be wechat or off'),
  },
  OCR_PROVIDER: {
    what: 'who reads identity cards: `wechat`, with this server standing in for it, or `local`, this server alone',
    fallback: 'wechat',
    schema: z.enum(OCR_PROVIDERS, `must be one of ${OCR_PROVIDERS.join(', ')}`),
  },
  OCR_DAILY_CALLS: {
    what: 'pictures a day that WeChat reads for this account; then this server reads; `0` for any number',
    fallback: '100',
    schema: whole('is not a number of pictures'),
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
  WXPAY_API_V3_KEY: { what: 'APIv3 key, which decrypts webhooks; 32 characters', fallback: '' },
  WXPAY_PLATFORM_KEYS: {
    what: "WeChat Pay's public keys: `id:base64` of the PEM file, comma-separated; the id is PUB_KEY_ID_…, as merchants have it since October 2024, or a certificate serial, and both during a change; empty: platform certificates are fetched",
    fallback: '',
  },
  WXPAY_API_BASE: { what: 'address of the WeChat Pay API', fallback: OFFICIAL_WXPAY },
  LLM_PROVIDER: {
    what: 'whose language model writes for the assistant; `deepseek` is the only one',
    fallback: 'deepseek',
    schema: z.literal('deepseek', 'must be deepseek'),
  },
  DEEPSEEK_API_KEY: { what: 'key of the DeepSeek API', secret: true },
  DEEPSEEK_BASE_URL: { what: 'address of the DeepSeek API', fallback: OFFICIAL_DEEPSEEK },
  DEEPSEEK_MODEL_CHAT: {
    what: 'model that answers in the assistant; retired names stand for what replaced them',
    fallback: 'deepseek-flash',
  },
  LLM_ANSWER_TOKENS: {
    what: 'the longest answer of the assistant, in tokens',
    fallback: '4000',
    schema: whole('is not a number of tokens', 100, 100_000),
  },
  LLM_THINKING_TOKENS: {
    what: 'the longest thought before an answer, in tokens; the model counts it into the same limit, and `0` lets it answer without thinking',
    fallback: '12000',
    schema: whole('is not a number of tokens', 0, 200_000),
  },
  ...STORE_VARIABLES,
  VENDOR_REST_MS: {
    what: 'milliseconds for which an outside service that failed five times in a row is left alone',
    fallback: '15000',
    schema: whole('is not a number of milliseconds', 1),
  },
  SLOW_QUERY_MS: {
    what: 'statements that take longer are logged, by their shape and without values; `0` logs none',
    fallback: '200',
    schema: whole('is not a number of milliseconds'),
  },
  AGENCY_NAME: { what: 'name of the agency, as shown in the app', fallback: '轻聘家政' },
  AGENCY_PHONE: { what: 'number behind every 打电话问', fallback: '400-000-0000' },
  AGENCY_REVIEW_TIME: {
    what: 'until when the agency has looked at a registration, as the app promises it to the worker; empty: no promise',
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
  RTC_PROVIDER: {
    what: 'what carries video: `direct` (browser to browser) or `zego`',
    fallback: 'direct',
    schema: z.enum(['direct', 'zego'], 'must be direct or zego'),
  },
  ICE_SERVERS: {
    what: 'for `direct`: STUN and TURN servers as a JSON array of `{"urls":[…],"username":…,"credential":…}`',
    fallback: '[]',
    schema: iceServers,
  },
  ZEGO_APP_ID: { what: 'app id of ZEGO; 0 when there is none', fallback: '0', schema: whole('is not a number') },
  ZEGO_SERVER_SECRET: {
    what: 'server secret of ZEGO, 32 characters; needed with `RTC_PROVIDER=zego`',
    fallback: '',
    schema: z
      .string()
      .refine((secret) => secret === '' || Buffer.byteLength(secret) === 32, 'is not 32 characters long'),
  },
  ZEGO_SERVER: {
    what: 'address that the ZEGO console names for the app',
    fallback: 'wss://webliveroom-api.zego.im/ws',
  },
  SANDBOX_URL: { what: 'where the sandbox shows SMS codes; only read when DEMO is on', fallback: '' },
} as const satisfies Record<string, Variable>
