import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secrets of one demo installation. They are made here, so that neither server ever invents one. */
export interface DevSecrets {
  tokenSecret: string
  fieldKey: string
  fieldHashKey: string
  wechatSecret: string
  /** Of the service account: its secret, and the keys of the pushes of both apps. */
  serviceAccountSecret: string
  accountPushKey: string
  miniPushKey: string
  smsSecretKey: string
  wxpayApiV3Key: string
  /** Private keys, PEM: the merchant's and the one that the sandbox signs with as WeChat Pay. */
  wxpayMerchantKey: string
  wxpayPlatformKey: string
  deepseekApiKey: string
  zegoSecret: string
  cosSecretKey: string
  ossSecret: string
}

const random = (bytes: number) => randomBytes(bytes).toString('base64')
/** 43 letters and digits, as WeChat's console makes them. */
const pushKey = () => random(48).replaceAll(/[+/=]/g, 'A').slice(0, 43)
const rsaKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey

/** Reads the secrets that belong to a data folder, or makes them; without them its encrypted fields are lost. */
export function devSecrets(dataDir: string): DevSecrets {
  const file = join(dataDir, 'dev-secrets.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DevSecrets>) : {}
  const secrets: DevSecrets = {
    tokenSecret: random(32),
    fieldKey: random(32),
    fieldHashKey: random(32),
    wechatSecret: randomBytes(16).toString('hex'),
    serviceAccountSecret: randomBytes(16).toString('hex'),
    accountPushKey: pushKey(),
    miniPushKey: pushKey(),
    smsSecretKey: randomBytes(16).toString('hex'),
    wxpayApiV3Key: randomBytes(16).toString('hex'),
    wxpayMerchantKey: known.wxpayMerchantKey ?? rsaKey(),
    wxpayPlatformKey: known.wxpayPlatformKey ?? rsaKey(),
    deepseekApiKey: `sk-${randomBytes(16).toString('hex')}`,
    zegoSecret: randomBytes(16).toString('hex'),
    cosSecretKey: randomBytes(16).toString('hex'),
    ossSecret: randomBytes(16).toString('hex'),
    ...known,
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

const APP_ID = 'wx0000000000000000'
const ACCOUNT_APP_ID = 'wx1111111111111111'
const ACCOUNT_TOKEN = 'demoaccount'
const MINI_TOKEN = 'demomini'
const TEST_TEMPLATE = 'demo-test'
const ACCOUNT_NOTICE = 'demo-notice'
const SMS_APP_ID = '1400000000'
const SIGN_NAME = '轻聘'
const LOGIN_TEMPLATE = '1000001'
const NOTICE_TEMPLATE = '1000002'
/** Subscribe messages of the demo, with their fields. */
const SUBSCRIBE = {
  interview: 'demo-template-interview-00001:thing1:time2',
  customer: 'demo-template-customer-000002:thing1:time2',
  progress: 'demo-template-progress-000003:thing1:time2',
}
const WXPAY_MCHID = '1900000000'
const WXPAY_SERIAL = '0000000000000000000000000000000000000000'
const WXPAY_PLATFORM_KEY_ID = 'PUB_KEY_ID_0000000000000000000000000000000'

const base64 = (pem: string) => Buffer.from(pem).toString('base64')
/** The public half of a private key, as the environment holds keys: base64 of PEM. */
const publicHalf = (pem: string) => base64(createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString())
const ZEGO_APP = '1234567890'
const COS = { id: 'AKIDdemocos', region: 'ap-guangzhou', private: 'private-1250000000', assets: 'assets-1250000000' }
const OSS = { id: 'LTAIdemo', region: 'cn-hangzhou', private: 'qingpin-private', assets: 'qingpin-assets' }

export interface Addresses {
  port: number
  sandboxPort: number
  dataDir: string
}

/**
 * The variables of the BFF. Anything set in the shell wins, and a vendor whose secret is set there is the real one: its
 * address is then left to the BFF, which knows the official one.
 */
export function bffEnvironment(secrets: DevSecrets, { port, sandboxPort, dataDir }: Addresses): Record<string, string> {
  const sandbox = `http://127.0.0.1:${sandboxPort}`
  return {
    PORT: String(port),
    DATA_DIR: dataDir,
    TOKEN_SECRET: secrets.tokenSecret,
    FIELD_KEYS: `dev:${secrets.fieldKey}`,
    FIELD_HASH_KEY: secrets.fieldHashKey,
    WECHAT_APPID: APP_ID,
    WECHAT_SECRET: secrets.wechatSecret,
    ...(process.env.WECHAT_SECRET ? {} : { WECHAT_API_BASE: `${sandbox}/wx` }),
    WECHAT_PUSH_TOKEN: MINI_TOKEN,
    WECHAT_PUSH_KEY: secrets.miniPushKey,
    // The real mini program sends messages by a real service account, or by none.
    ...(process.env.WECHAT_SECRET
      ? {}
      : {
          SERVICE_ACCOUNT_APPID: ACCOUNT_APP_ID,
          SERVICE_ACCOUNT_SECRET: secrets.serviceAccountSecret,
          SERVICE_ACCOUNT_NAME: '轻聘家政服务号',
          SERVICE_ACCOUNT_TEMPLATE_TEST: TEST_TEMPLATE,
          SERVICE_ACCOUNT_TEMPLATE_NOTICE: ACCOUNT_NOTICE,
          SERVICE_ACCOUNT_PUSH_TOKEN: ACCOUNT_TOKEN,
          SERVICE_ACCOUNT_PUSH_KEY: secrets.accountPushKey,
          WECHAT_QR_BASE: `${sandbox}/wx`,
        }),
    SMS_SECRET_ID: 'AKIDdemo',
    SMS_SECRET_KEY: secrets.smsSecretKey,
    SMS_SDK_APP_ID: SMS_APP_ID,
    SMS_SIGN_NAME: SIGN_NAME,
    SMS_TEMPLATE_LOGIN: LOGIN_TEMPLATE,
    ...(process.env.SMS_SECRET_KEY ? {} : { SMS_TEMPLATE_NOTICE: NOTICE_TEMPLATE }),
    ...(process.env.WECHAT_SECRET
      ? {}
      : {
          SUBSCRIBE_TEMPLATE_INTERVIEW: SUBSCRIBE.interview,
          SUBSCRIBE_TEMPLATE_CUSTOMER: SUBSCRIBE.customer,
          SUBSCRIBE_TEMPLATE_PROGRESS: SUBSCRIBE.progress,
        }),
    ...(process.env.SMS_SECRET_KEY ? {} : { SMS_API_BASE: sandbox }),
    PAY_CHANNEL_WEAPP: 'wxpay-v3',
    PAY_CHANNEL_H5: 'wxpay-v3',
    WXPAY_MCHID,
    WXPAY_SERIAL,
    WXPAY_PRIVATE_KEY: base64(secrets.wxpayMerchantKey),
    WXPAY_API_V3_KEY: secrets.wxpayApiV3Key,
    WXPAY_PLATFORM_KEYS: `${WXPAY_PLATFORM_KEY_ID}:${publicHalf(secrets.wxpayPlatformKey)}`,
    ...(process.env.WXPAY_PRIVATE_KEY ? {} : { WXPAY_API_BASE: `${sandbox}/wxpay` }),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DEEPSEEK_API_KEY: secrets.deepseekApiKey,
    ...(process.env.DEEPSEEK_API_KEY ? {} : { DEEPSEEK_BASE_URL: `${sandbox}/deepseek` }),
    ZEGO_APP_ID: ZEGO_APP,
    ZEGO_SERVER_SECRET: secrets.zegoSecret,
    COS_SECRET_ID: COS.id,
    COS_SECRET_KEY: secrets.cosSecretKey,
    COS_REGION: COS.region,
    COS_BUCKET_PRIVATE: COS.private,
    COS_BUCKET_ASSETS: COS.assets,
    ...(process.env.COS_SECRET_KEY ? {} : { COS_API_BASE: `${sandbox}/cos/{bucket}`, STS_API_BASE: sandbox }),
    OSS_ACCESS_KEY_ID: OSS.id,
    OSS_ACCESS_KEY_SECRET: secrets.ossSecret,
    OSS_REGION: OSS.region,
    OSS_BUCKET_PRIVATE: OSS.private,
    OSS_BUCKET_ASSETS: OSS.assets,
    ...(process.env.OSS_ACCESS_KEY_SECRET ? {} : { OSS_API_BASE: `${sandbox}/oss/{bucket}` }),
    SANDBOX_URL: sandbox,
    AGENCY_PHONE: '0571-8800-0000',
    DEMO: '1',
  }
}

/** The variables of the sandbox: the credentials that the BFF must show. */
export const sandboxEnvironment = (secrets: DevSecrets, { port, sandboxPort }: Addresses): Record<string, string> => ({
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_APP_ORIGIN: `http://127.0.0.1:${port}`,
  SANDBOX_WECHAT_APP_ID: APP_ID,
  SANDBOX_WECHAT_APP_SECRET: secrets.wechatSecret,
  SANDBOX_WECHAT_PUSH_TOKEN: MINI_TOKEN,
  SANDBOX_WECHAT_PUSH_KEY: secrets.miniPushKey,
  SANDBOX_SERVICE_ACCOUNT_APP_ID: ACCOUNT_APP_ID,
  SANDBOX_SERVICE_ACCOUNT_APP_SECRET: secrets.serviceAccountSecret,
  SANDBOX_SERVICE_ACCOUNT_PUSH_TOKEN: ACCOUNT_TOKEN,
  SANDBOX_SERVICE_ACCOUNT_PUSH_KEY: secrets.accountPushKey,
  SANDBOX_SERVICE_ACCOUNT_TEMPLATES: `${TEST_TEMPLATE}:thing1,time2;${ACCOUNT_NOTICE}:thing1,time2`,
  SANDBOX_SMS_SECRET_ID: 'AKIDdemo',
  SANDBOX_SMS_SECRET_KEY: secrets.smsSecretKey,
  SANDBOX_SMS_SDK_APP_ID: SMS_APP_ID,
  SANDBOX_SMS_SIGN_NAME: SIGN_NAME,
  SANDBOX_WECHAT_SUBSCRIBE_TEMPLATES: Object.values(SUBSCRIBE).join(),
  SANDBOX_SMS_TEMPLATE_TEXTS: `${NOTICE_TEMPLATE}={1}，详情请打开小程序查看。`,
  SANDBOX_SMS_TEMPLATE_IDS: `${LOGIN_TEMPLATE},${NOTICE_TEMPLATE}`,
  SANDBOX_WXPAY_MCHID: WXPAY_MCHID,
  SANDBOX_WXPAY_SERIAL: WXPAY_SERIAL,
  SANDBOX_WXPAY_MERCHANT_PUBLIC_KEY: publicHalf(secrets.wxpayMerchantKey),
  SANDBOX_WXPAY_API_V3_KEY: secrets.wxpayApiV3Key,
  SANDBOX_WXPAY_PLATFORM_KEY_ID: WXPAY_PLATFORM_KEY_ID,
  SANDBOX_WXPAY_PLATFORM_PRIVATE_KEY: base64(secrets.wxpayPlatformKey),
  SANDBOX_DEEPSEEK_API_KEY: secrets.deepseekApiKey,
  // A pace at which a person can watch it write.
  SANDBOX_DEEPSEEK_TOKENS_PER_SECOND: '40',
  SANDBOX_COS_SECRET_ID: COS.id,
  SANDBOX_COS_SECRET_KEY: secrets.cosSecretKey,
  SANDBOX_COS_REGION: COS.region,
  SANDBOX_COS_BUCKETS: `${COS.private},${COS.assets}`,
  SANDBOX_OSS_ACCESS_KEY_ID: OSS.id,
  SANDBOX_OSS_ACCESS_KEY_SECRET: secrets.ossSecret,
  SANDBOX_OSS_REGION: OSS.region,
  SANDBOX_OSS_BUCKETS: `${OSS.private},${OSS.assets}`,
  SANDBOX_ZEGO_APP_ID: ZEGO_APP,
  SANDBOX_ZEGO_SERVER_SECRET: secrets.zegoSecret,
})
