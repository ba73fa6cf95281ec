import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { SandboxOptions } from '@qingpin/sandbox/options'

const rsaKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
/** Made once per file: a pair takes a tenth of a second. */
let payKeys: { merchant: ReturnType<typeof rsaKeys>; platform: ReturnType<typeof rsaKeys> } | undefined

const base64 = (text: string) => Buffer.from(text).toString('base64')
/** A key that is the same in every run, so that a failure can be repeated. */
const key = (seed: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 37 + seed * 101) % 256)).toString('base64')

export interface Vendors {
  /** What the sandbox knows of us. */
  secrets: SandboxOptions['secrets']
  /** The variables of the BFF, once the sandbox has an address. */
  environment: (sandboxUrl: string) => Record<string, string>
}

/** The templates of subscribe messages, by what they are for. */
export const SUBSCRIBE_TEMPLATES = {
  interview: 'template-of-tests-interview-0001',
  customer: 'template-of-tests-customer-00002',
  progress: 'template-of-tests-progress-00003',
} as const

/** One set of accounts with all vendors: both sides of every secret. */
export function someVendors(): Vendors {
  const { merchant, platform } = (payKeys ??= { merchant: rsaKeys(), platform: rsaKeys() })
  const wechat = {
    appId: 'wx0123456789abcdef',
    appSecret: randomBytes(16).toString('hex'),
    subscribeTemplates: Object.fromEntries(Object.values(SUBSCRIBE_TEMPLATES).map((id) => [id, ['thing1', 'time2']])),
  }
  const push = { token: 'minitoken', encodingAesKey: 'MiniProgramPushKey'.padEnd(43, '0') }
  const account = {
    appId: 'wxfedcba9876543210',
    appSecret: randomBytes(16).toString('hex'),
    originalId: 'gh_test00000000',
    templates: { 'template-test': ['thing1', 'time2'], 'template-notice': ['thing1', 'time2'] },
    push: {
      url: 'http://test.local/api/wechat/event',
      token: 'accounttoken',
      encodingAesKey: 'ServiceAccountPushKey'.padEnd(43, '0'),
      mode: 'safe' as const,
    },
  }
  const miniProgramPush = {
    ...push,
    url: 'http://test.local/api/wechat/mini-program-event',
    mode: 'safe' as const,
    format: 'json' as const,
  }
  const sms = {
    secretId: 'AKIDtest',
    secretKey: randomBytes(16).toString('hex'),
    sdkAppId: '1400000001',
    signName: '轻聘',
    templateIds: ['2000001', '2000002'],
    templateTexts: { '2000002': '{1}，详情请打开小程序查看。' },
  }
  const wxpay = {
    mchid: '1900000009',
    serial: '7777777777777777777777777777777777777777',
    merchantPublicKey: merchant.publicKey,
    apiV3Key: 'the-apiv3-key-of-tests-32-chars!',
    platformKeyId: 'PUB_KEY_ID_0100000000000000000000000000001',
    platformPrivateKey: platform.privateKey,
  }
  const deepseek = { apiKey: `sk-${randomBytes(16).toString('hex')}` }
  const zego = { appId: 1_234_567_890, serverSecret: randomBytes(16).toString('hex') }
  const cos = {
    secretId: 'AKIDtestcos',
    secretKey: randomBytes(16).toString('hex'),
    region: 'ap-guangzhou',
    buckets: ['private-1250000000', 'assets-1250000000'],
  }
  const oss = {
    accessKeyId: 'LTAItest',
    accessKeySecret: randomBytes(16).toString('hex'),
    region: 'cn-hangzhou',
    buckets: ['qingpin-private', 'qingpin-assets'],
  }
  return {
    secrets: { wechat, miniProgramPush, serviceAccount: account, sms, wxpay, deepseek, zego, cos, oss },
    environment: (url) => ({
      TOKEN_SECRET: key(1),
      FIELD_KEYS: `k1:${key(2)}`,
      FIELD_HASH_KEY: key(3),
      WECHAT_APPID: wechat.appId,
      WECHAT_SECRET: wechat.appSecret,
      WECHAT_API_BASE: `${url}/wx`,
      WECHAT_PUSH_TOKEN: push.token,
      WECHAT_PUSH_KEY: push.encodingAesKey,
      SERVICE_ACCOUNT_APPID: account.appId,
      SERVICE_ACCOUNT_SECRET: account.appSecret,
      SERVICE_ACCOUNT_NAME: '轻聘家政服务号',
      SERVICE_ACCOUNT_TEMPLATE_TEST: 'template-test',
      SERVICE_ACCOUNT_TEMPLATE_NOTICE: 'template-notice',
      SERVICE_ACCOUNT_PUSH_TOKEN: account.push.token,
      SERVICE_ACCOUNT_PUSH_KEY: account.push.encodingAesKey,
      WECHAT_QR_BASE: `${url}/wx`,
      SMS_SECRET_ID: sms.secretId,
      SMS_SECRET_KEY: sms.secretKey,
      SMS_SDK_APP_ID: sms.sdkAppId,
      SMS_SIGN_NAME: sms.signName,
      SMS_TEMPLATE_LOGIN: '2000001',
      SMS_TEMPLATE_NOTICE: '2000002',
      SUBSCRIBE_TEMPLATE_INTERVIEW: `${SUBSCRIBE_TEMPLATES.interview}:thing1:time2`,
      SUBSCRIBE_TEMPLATE_CUSTOMER: `${SUBSCRIBE_TEMPLATES.customer}:thing1:time2`,
      SUBSCRIBE_TEMPLATE_PROGRESS: `${SUBSCRIBE_TEMPLATES.progress}:thing1:time2`,
      SMS_API_BASE: url,
      PAY_CHANNEL_WEAPP: 'wxpay-v3',
      PAY_CHANNEL_H5: 'wxpay-v3',
      WXPAY_MCHID: wxpay.mchid,
      WXPAY_SERIAL: wxpay.serial,
      WXPAY_PRIVATE_KEY: base64(merchant.privateKey),
      WXPAY_API_V3_KEY: wxpay.apiV3Key,
      WXPAY_PLATFORM_KEYS: `${wxpay.platformKeyId}:${base64(platform.publicKey)}`,
      WXPAY_API_BASE: `${url}/wxpay`,
      PUBLIC_URL: 'http://test.local',
      DEEPSEEK_API_KEY: deepseek.apiKey,
      DEEPSEEK_BASE_URL: `${url}/deepseek`,
      ZEGO_APP_ID: String(zego.appId),
      ZEGO_SERVER_SECRET: zego.serverSecret,
      COS_SECRET_ID: cos.secretId,
      COS_SECRET_KEY: cos.secretKey,
      COS_REGION: cos.region,
      COS_BUCKET_PRIVATE: 'private-1250000000',
      COS_BUCKET_ASSETS: 'assets-1250000000',
      COS_API_BASE: `${url}/cos/{bucket}`,
      STS_API_BASE: url,
      OSS_ACCESS_KEY_ID: oss.accessKeyId,
      OSS_ACCESS_KEY_SECRET: oss.accessKeySecret,
      OSS_REGION: oss.region,
      OSS_BUCKET_PRIVATE: 'qingpin-private',
      OSS_BUCKET_ASSETS: 'qingpin-assets',
      OSS_API_BASE: `${url}/oss/{bucket}`,
    }),
  }
}
