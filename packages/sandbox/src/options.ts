export interface WechatSecrets {
  appId: string
  appSecret: string
}

/** `templateTexts` (`{1}`, `{2}` stand for parameters) is only needed where a template's wording matters. */
export interface SmsSecrets {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  templateIds: readonly string[]
  templateTexts?: Readonly<Record<string, string>>
}

/** The merchant as WeChat Pay knows it, and WeChat's own key, which only this sandbox has. Keys are PEM. */
export interface WxpaySecrets {
  mchid: string
  /** Serial number of the merchant's certificate. */
  serial: string
  merchantPublicKey: string
  apiV3Key: string
  platformKeyId: string
  platformPrivateKey: string
}
/** `tokensPerSecond` 0, or left out: as fast as it goes. */
export interface DeepseekSecrets {
  apiKey: string
  tokensPerSecond?: number
}
/** An account of COS and the buckets it has, each `name-appid`; temporary keys are given out with the same key. */
export interface CosSecrets {
  secretId: string
  secretKey: string
  region: string
  buckets: readonly string[]
}
/** An account of OSS and the buckets it has. `region` as `cn-hangzhou`. */
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
    sms: SmsSecrets
    wxpay: WxpaySecrets
    deepseek: DeepseekSecrets
    cos: CosSecrets
    oss: OssSecrets
    zego?: ZegoSecrets
  }
  /** How webhooks of payments travel; over HTTP without it. */
  notify?: (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>
  /** The one other origin whose pages may use the control API, such as `http://127.0.0.1:8787`. */
  appOrigin?: string
  /** Makes every generated code and id repeatable; random without it. */
  seed?: string
}

export type StartOptions = SandboxOptions & { port: number }
