export interface WechatSecrets {
  appId: string
  appSecret: string
  /** The names of the fields of each subscribe template, by its id. */
  subscribeTemplates?: Readonly<Record<string, readonly string[]>>
}

export const PUSH_MODES = ['plain', 'compatible', 'safe'] as const
export type PushMode = (typeof PUSH_MODES)[number]

/** Where and how an app of WeChat pushes events to us. */
export interface PushSecrets {
  url: string
  token: string
  encodingAesKey: string
  mode: PushMode
  /** XML for a service account; a mini program chooses. */
  format?: 'xml' | 'json'
}

/** The agency's service account, with the fields of each of its templates. */
export interface ServiceAccountSecrets extends WechatSecrets {
  /** `gh_…`, as pushes name the account. */
  originalId: string
  templates: Readonly<Record<string, readonly string[]>>
  push: PushSecrets
}

/** `templateTexts` (`{1}`, `{2}` stand for parameters) is needed only where the text of a template matters. */
export interface SmsSecrets {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  templateIds: readonly string[]
  templateTexts?: Readonly<Record<string, string>>
}

/** The merchant as registered with WeChat Pay, and WeChat's private key in this sandbox. Keys are PEM. */
export interface WxpaySecrets {
  mchid: string
  /** Serial number of the merchant's certificate. */
  serial: string
  merchantPublicKey: string
  apiV3Key: string
  platformKeyId: string
  platformPrivateKey: string
}
/** `tokensPerSecond` 0, the default, sends without pauses. */
export interface DeepseekSecrets {
  apiKey: string
  tokensPerSecond?: number
}
/** An account of COS and its buckets, each `name-appid`; temporary keys are issued with the same key. */
export interface CosSecrets {
  secretId: string
  secretKey: string
  region: string
  buckets: readonly string[]
}
/** An account of OSS and its buckets. `region` is such as `cn-hangzhou`. */
export interface OssSecrets {
  accessKeyId: string
  accessKeySecret: string
  region: string
  buckets: readonly string[]
}
export interface ZegoSecrets {
  appId: number
  serverSecret: string
}

export interface SandboxOptions {
  /** An unknown login code is a new person (development) instead of error 40029 (tests). */
  acceptUnknownCodes: boolean
  secrets: {
    wechat: WechatSecrets
    /** The pushes of the mini program. */
    miniProgramPush: PushSecrets
    serviceAccount: ServiceAccountSecrets
    sms: SmsSecrets
    wxpay: WxpaySecrets
    deepseek: DeepseekSecrets
    cos: CosSecrets
    oss: OssSecrets
    zego?: ZegoSecrets
  }
  /** Sends the webhooks of payments and the pushes of WeChat; `fetch` by default. */
  notify?: (url: string, init: { method: string; headers: Record<string, string>; body?: string }) => Promise<Response>
  /** The one other origin whose pages may use the control API, such as `http://127.0.0.1:8787`. */
  appOrigin?: string
  /** Makes every generated code and id repeatable; they are random by default. */
  seed?: string
}

export type StartOptions = SandboxOptions & { port: number }
