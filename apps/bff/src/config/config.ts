import { resolve } from 'node:path'
import type { SubscribeTemplate } from '@qingpin/contract/notifications/notifications.enums'
import type { OcrProvider } from '@qingpin/contract/ocr/ocr.enums'
import type { z } from 'zod'
import { type PaymentSettings, readPayment } from './payment.ts'
import { checkProduction, NO_PROXY } from './production.ts'
import { type PushingSettings, readServiceAccount } from './service-account.ts'
import { readStores, type StoreSettings } from './store.ts'
import { type SubscribeTemplateSetting, type Variable, VARIABLES } from './variables.ts'

type Name = keyof typeof VARIABLES
/** What a variable becomes: the output of its schema, or the string itself. */
type Read<N extends Name> = (typeof VARIABLES)[N] extends { schema: infer S extends z.ZodType } ? z.output<S> : string
export type Environment = Readonly<Record<string, string | undefined>>

export interface RtcSettings {
  provider: 'direct' | 'zego'
  iceServers: Read<'ICE_SERVERS'>
  zego: { appId: number; secret: string; server: string }
}

export interface Settings extends PushingSettings {
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
  /** Whether strangers may read the API's documentation. */
  apiDocs: boolean
  trustedProxies: string[]
  tokenSecret: Buffer
  fieldKeys: Map<string, Buffer>
  fieldHashKey: Buffer
  wechat: { appId: string; secret: string; base: string }
  contentCheck: 'wechat' | 'off'
  ocr: { provider: OcrProvider; dailyCalls: number }
  sms: {
    secretId: string
    secretKey: string
    sdkAppId: string
    signName: string
    loginTemplate: string
    /** Empty where notifications go out as no text message. */
    noticeTemplate: string
    base: string
  }
  notifications: {
    subscribeTemplates: Partial<Record<SubscribeTemplate, SubscribeTemplateSetting>>
  }
  payment: PaymentSettings
  deepseek: { base: string; apiKey: string; chatModel: string; answerTokens: number; thinkingTokens: number }
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

/** The variables as their schemas read them; what is wrong with each goes into `problems`. */
function readVariables(raw: (name: Name) => string, problems: string[]): { [N in Name]: Read<N> } {
  const entries = (Object.entries(VARIABLES) as [Name, Variable][]).map(
    ([name, { what, secret, required, schema }]) => {
      const text = raw(name)
      const isMissing = text === '' && (secret ?? required)
      if (isMissing) problems.push(`${name} is not set (${what})`)
      const read = schema?.safeParse(text)
      if (!isMissing)
        for (const { message } of read?.error?.issues ?? [])
          problems.push(`${name}${message.startsWith(':') ? '' : ' '}${message}`)
      // After a problem the value is never used: the settings are refused.
      return [name, read ? read.data : text] as const
    },
  )
  return Object.fromEntries(entries) as unknown as { [N in Name]: Read<N> }
}

const templatesOf = (all: Record<SubscribeTemplate, SubscribeTemplateSetting | undefined>) =>
  Object.fromEntries(Object.entries(all).filter(([, template]) => template !== undefined)) as Partial<
    Record<SubscribeTemplate, SubscribeTemplateSetting>
  >

/** Reads and checks the environment. Throws a ConfigError that names every problem at once. */
export function readSettings(env: Environment): Settings {
  const raw = (name: Name): string => {
    const variable: Variable = VARIABLES[name]
    return env[name] ?? variable.fallback ?? ''
  }
  const problems: string[] = []
  const read = readVariables(raw, problems)
  const production = read.NODE_ENV === 'production'
  const payment = readPayment(raw, problems)
  const store = readStores(raw, problems)
  const pushing = readServiceAccount(raw, problems)
  if (production) checkProduction(raw, problems)
  if (read.RTC_PROVIDER === 'zego' && (!read.ZEGO_APP_ID || !read.ZEGO_SERVER_SECRET))
    problems.push('RTC_PROVIDER=zego needs ZEGO_APP_ID, ZEGO_SERVER_SECRET')
  if (problems.length > 0) throw new ConfigError(problems)

  return {
    production,
    port: read.PORT,
    host: read.HOST,
    dataDir: resolve(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL,
    h5Dir: resolve(read.H5_DIR),
    logLevel: read.LOG_LEVEL,
    checkReplies: read.CHECK_REPLIES ? read.CHECK_REPLIES === '1' : !production,
    metricsToken: read.METRICS_TOKEN,
    generalLimit: read.GENERAL_LIMIT,
    vendorRestMs: read.VENDOR_REST_MS,
    slowQueryMs: read.SLOW_QUERY_MS,
    corsOrigins: read.CORS_ORIGINS.length > 0 || production ? read.CORS_ORIGINS : ['*'],
    apiDocs: read.API_DOCS ? read.API_DOCS === '1' : !production,
    trustedProxies: read.TRUSTED_PROXIES.filter((one) => one !== NO_PROXY),
    tokenSecret: read.TOKEN_SECRET,
    fieldKeys: read.FIELD_KEYS,
    fieldHashKey: read.FIELD_HASH_KEY,
    wechat: { appId: read.WECHAT_APPID, secret: read.WECHAT_SECRET, base: read.WECHAT_API_BASE },
    ...pushing,
    contentCheck: read.CONTENT_CHECK,
    ocr: { provider: read.OCR_PROVIDER, dailyCalls: read.OCR_DAILY_CALLS },
    sms: {
      secretId: read.SMS_SECRET_ID,
      secretKey: read.SMS_SECRET_KEY,
      sdkAppId: read.SMS_SDK_APP_ID,
      signName: read.SMS_SIGN_NAME,
      loginTemplate: read.SMS_TEMPLATE_LOGIN,
      noticeTemplate: read.SMS_TEMPLATE_NOTICE,
      base: read.SMS_API_BASE,
    },
    notifications: {
      subscribeTemplates: templatesOf({
        interview: read.SUBSCRIBE_TEMPLATE_INTERVIEW,
        customer: read.SUBSCRIBE_TEMPLATE_CUSTOMER,
        progress: read.SUBSCRIBE_TEMPLATE_PROGRESS,
      }),
    },
    payment,
    store,
    deepseek: {
      base: read.DEEPSEEK_BASE_URL,
      apiKey: read.DEEPSEEK_API_KEY,
      chatModel: read.DEEPSEEK_MODEL_CHAT,
      answerTokens: read.LLM_ANSWER_TOKENS,
      thinkingTokens: read.LLM_THINKING_TOKENS,
    },
    publicUrl: (read.PUBLIC_URL || `http://${read.HOST}:${read.PORT}`).replace(/\/$/, ''),
    rtc: {
      provider: read.RTC_PROVIDER,
      iceServers: read.ICE_SERVERS,
      zego: { appId: read.ZEGO_APP_ID, secret: read.ZEGO_SERVER_SECRET, server: read.ZEGO_SERVER },
    },
    agency: {
      name: read.AGENCY_NAME,
      phone: read.AGENCY_PHONE,
      // It is followed by words of ours, so it ends without a stop of its own.
      reviewTime: read.AGENCY_REVIEW_TIME.trim().replace(/[。，,.]+$/, ''),
    },
    demo: read.DEMO ? { sandboxUrl: read.SANDBOX_URL } : null,
  }
}

/** The settings of this process: the only place that reads `process.env`. */
export const processSettings = (): Settings => readSettings(process.env)
