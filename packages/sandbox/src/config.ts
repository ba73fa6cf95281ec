import { PUSH_MODES, type PushSecrets, type StartOptions } from './options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Thrown with the name of the variable that is missing or wrong. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

export function refuseProduction(env: Environment = process.env): void {
  const environment = env['NODE_ENV'] ?? 'development'
  // A mistyped production must not count as development.
  if (environment !== 'development' && environment !== 'test') {
    throw new ConfigError(
      `The sandbox pretends to be WeChat, Tencent Cloud and DeepSeek: it does not start with NODE_ENV=${environment}`,
    )
  }
}

export function readEnvironment(env: Environment = process.env): StartOptions {
  const appOrigin = optional(env, 'SANDBOX_APP_ORIGIN')
  const seed = optional(env, 'SANDBOX_SEED')
  const zegoSecret = optional(env, 'SANDBOX_ZEGO_SERVER_SECRET')
  return {
    port: port(env),
    acceptUnknownCodes: flag(env, 'SANDBOX_ACCEPT_UNKNOWN_CODES', true),
    secrets: {
      wechat: {
        appId: required(env, 'SANDBOX_WECHAT_APP_ID'),
        appSecret: required(env, 'SANDBOX_WECHAT_APP_SECRET'),
        subscribeTemplates: subscribeTemplates(optional(env, 'SANDBOX_WECHAT_SUBSCRIBE_TEMPLATES') ?? ''),
      },
      miniProgramPush: { ...push(env, 'WECHAT', '/api/wechat/mini-program-event'), format: 'json' },
      serviceAccount: {
        appId: required(env, 'SANDBOX_SERVICE_ACCOUNT_APP_ID'),
        appSecret: required(env, 'SANDBOX_SERVICE_ACCOUNT_APP_SECRET'),
        originalId: 'gh_sandbox00000',
        templates: templates(env),
        push: push(env, 'SERVICE_ACCOUNT', '/api/wechat/event'),
      },
      sms: {
        secretId: required(env, 'SANDBOX_SMS_SECRET_ID'),
        secretKey: required(env, 'SANDBOX_SMS_SECRET_KEY'),
        sdkAppId: required(env, 'SANDBOX_SMS_SDK_APP_ID'),
        signName: required(env, 'SANDBOX_SMS_SIGN_NAME'),
        templateIds: list(required(env, 'SANDBOX_SMS_TEMPLATE_IDS')),
        templateTexts: texts(optional(env, 'SANDBOX_SMS_TEMPLATE_TEXTS') ?? ''),
      },
      wxpay: {
        mchid: required(env, 'SANDBOX_WXPAY_MCHID'),
        serial: required(env, 'SANDBOX_WXPAY_SERIAL'),
        merchantPublicKey: pem(required(env, 'SANDBOX_WXPAY_MERCHANT_PUBLIC_KEY')),
        apiV3Key: required(env, 'SANDBOX_WXPAY_API_V3_KEY'),
        platformKeyId: required(env, 'SANDBOX_WXPAY_PLATFORM_KEY_ID'),
        platformPrivateKey: pem(required(env, 'SANDBOX_WXPAY_PLATFORM_PRIVATE_KEY')),
      },
      deepseek: {
        apiKey: required(env, 'SANDBOX_DEEPSEEK_API_KEY'),
        tokensPerSecond: wholeNumber(env, 'SANDBOX_DEEPSEEK_TOKENS_PER_SECOND', 0),
      },
      cos: {
        secretId: required(env, 'SANDBOX_COS_SECRET_ID'),
        secretKey: required(env, 'SANDBOX_COS_SECRET_KEY'),
        region: required(env, 'SANDBOX_COS_REGION'),
        buckets: list(required(env, 'SANDBOX_COS_BUCKETS')),
      },
      oss: {
        accessKeyId: required(env, 'SANDBOX_OSS_ACCESS_KEY_ID'),
        accessKeySecret: required(env, 'SANDBOX_OSS_ACCESS_KEY_SECRET'),
        region: required(env, 'SANDBOX_OSS_REGION'),
        buckets: list(required(env, 'SANDBOX_OSS_BUCKETS')),
      },
      ...(zegoSecret === undefined
        ? {}
        : { zego: { appId: Number(required(env, 'SANDBOX_ZEGO_APP_ID')), serverSecret: zegoSecret } }),
    },
    ...(appOrigin === undefined ? {} : { appOrigin }),
    ...(seed === undefined ? {} : { seed }),
  }
}

const optional = (env: Environment, name: string) => env[name]?.trim() || undefined

function required(env: Environment, name: string) {
  const value = optional(env, name)
  if (value === undefined) throw new ConfigError(`${name} is missing: see packages/sandbox/README.md`)
  return value
}

/** How an app pushes, to the app that may use the control API. */
function push(env: Environment, prefix: 'WECHAT' | 'SERVICE_ACCOUNT', path: string): PushSecrets {
  const mode = optional(env, `SANDBOX_${prefix}_PUSH_MODE`) ?? 'safe'
  const known = PUSH_MODES.find((one) => one === mode)
  if (known === undefined) throw new ConfigError(`SANDBOX_${prefix}_PUSH_MODE must be one of ${PUSH_MODES.join(', ')}`)
  return {
    url: `${optional(env, 'SANDBOX_APP_ORIGIN') ?? 'http://127.0.0.1:8787'}${path}`,
    token: required(env, `SANDBOX_${prefix}_PUSH_TOKEN`),
    encodingAesKey: required(env, `SANDBOX_${prefix}_PUSH_KEY`),
    mode: known,
  }
}

/** `id:field,field;id:field` */
function templates(env: Environment): Record<string, string[]> {
  const pairs = required(env, 'SANDBOX_SERVICE_ACCOUNT_TEMPLATES')
    .split(';')
    .map((part) => part.split(':'))
  return Object.fromEntries(pairs.map(([id = '', fields = '']) => [id, list(fields)]))
}

/** Keys in the environment are base64 of their PEM text. */
const pem = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

function port(env: Environment) {
  const value = Number(optional(env, 'SANDBOX_PORT') ?? '8788')
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new ConfigError('SANDBOX_PORT is not a port number')
  return value
}

function wholeNumber(env: Environment, name: string, otherwise: number) {
  const value = Number(optional(env, name) ?? otherwise)
  if (!Number.isInteger(value) || value < 0) throw new ConfigError(`${name} is not a whole number`)
  return value
}

function flag(env: Environment, name: string, otherwise: boolean) {
  const value = optional(env, name)
  if (value === undefined) return otherwise
  if (value !== '0' && value !== '1') throw new ConfigError(`${name} must be 0 or 1`)
  return value === '1'
}

/** `id:thing1:time2,id:…`. */
const subscribeTemplates = (value: string) =>
  Object.fromEntries(
    list(value).map((one) => {
      const [id = '', ...fields] = one.split(':')
      return [id, fields]
    }),
  )

/** `id=text;id=text`. */
const texts = (value: string) =>
  Object.fromEntries(
    value
      .split(';')
      .filter(Boolean)
      .map((one) => one.split('=') as [string, string]),
  )

function list(value: string) {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
