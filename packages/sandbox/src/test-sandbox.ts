import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { createSandbox, type Sandbox } from './app.ts'
import type { SandboxOptions } from './options.ts'

function pemPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
/** The merchant's keys and WeChat's, for tests that sign and verify with their own code. */
export const merchantKeys = pemPair()
export const platformKeys = pemPair()

export const secrets: SandboxOptions['secrets'] = {
  wechat: { appId: 'wx0000000000000001', appSecret: 'wechat-secret' },
  miniProgramPush: {
    url: 'http://app.local/api/wechat/mini-program-event',
    token: 'minitoken',
    encodingAesKey: 'mini'.padEnd(43, '0'),
    mode: 'safe',
    format: 'json',
  },
  serviceAccount: {
    appId: 'wx00000000000000aa',
    appSecret: 'service-account-secret',
    originalId: 'gh_test',
    templates: { 'template-test': ['thing1', 'time2'] },
    push: {
      url: 'http://app.local/api/wechat/event',
      token: 'accounttoken',
      encodingAesKey: 'account'.padEnd(43, '0'),
      mode: 'safe',
    },
  },
  sms: {
    secretId: 'AKIDsandbox',
    secretKey: 'sms-secret',
    sdkAppId: '1400000001',
    signName: '轻聘',
    templateIds: ['1001', '1002'],
    templateTexts: { '1002': '{1}您好，面试在{2}。' },
  },
  wxpay: {
    mchid: '1900000001',
    serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
    merchantPublicKey: merchantKeys.publicKey,
    apiV3Key: 'sandbox-apiv3-key-of-32-letters!',
    platformKeyId: 'PUB_KEY_ID_0000000000000000000000000000001',
    platformPrivateKey: platformKeys.privateKey,
  },
  deepseek: { apiKey: 'sk-sandbox' },
  cos: {
    secretId: 'AKIDsandboxcos',
    secretKey: 'cos-secret',
    region: 'ap-guangzhou',
    buckets: ['private-1250000000', 'assets-1250000000'],
  },
  oss: {
    accessKeyId: 'LTAIsandbox',
    accessKeySecret: 'oss-secret',
    region: 'cn-hangzhou',
    buckets: ['private', 'assets'],
  },
}

export const start = Date.parse('2026-11-20T04:00:00Z')

/** A sandbox whose clock stands still at `start`. */
export function aSandbox(options: Partial<SandboxOptions> = {}): Sandbox {
  const sandbox = createSandbox({ acceptUnknownCodes: false, secrets, ...options })
  sandbox.control.clock.fix(start)
  return sandbox
}

export interface LoginAnswer {
  openid?: string
  session_key?: string
  unionid?: string
  errcode?: number
  errmsg?: string
}

export async function login({ app }: Sandbox, changes: Record<string, string | undefined>): Promise<LoginAnswer> {
  const { appId, appSecret } = secrets.wechat
  const query = { appid: appId, secret: appSecret, grant_type: 'authorization_code', ...changes }
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const response = await app.request(`/wx/sns/jscode2session?${new URLSearchParams(given)}`)
  return JSON.parse(await response.text())
}

export function post({ app }: Sandbox, path: string, body: unknown, headers: Record<string, string> = {}) {
  return app.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

export interface SmsAnswer {
  Response: {
    RequestId: string
    Error?: { Code: string; Message: string }
    SendStatusSet?: {
      Code: string
      PhoneNumber: string
      SerialNo: string
      Fee: number
      SessionContext: string
      IsoCode: string
    }[]
  }
}

interface Changes {
  at?: number
  body?: object | string
  path?: string
  sign?: Partial<Signing>
  headers?: Record<string, string>
}

/** Calls SendSms with a signature made here, step by step after Tencent's description. */
export async function sendSms({ app, control }: Sandbox, changes: Changes = {}): Promise<SmsAnswer> {
  const defaults = {
    PhoneNumberSet: ['+8613800000001'],
    SmsSdkAppId: '1400000001',
    SignName: '轻聘',
    TemplateId: '1001',
    TemplateParamSet: ['482913', '5'],
  }
  const body = typeof changes.body === 'string' ? changes.body : JSON.stringify({ ...defaults, ...changes.body })
  const path = changes.path ?? '/tc3/'
  const signing = {
    ...secrets.sms,
    service: 'sms',
    host: '127.0.0.1:8788',
    path,
    body,
    at: changes.at ?? control.clock.now(),
    ...changes.sign,
  }
  const response = await app.request(path, {
    method: 'POST',
    body,
    headers: {
      host: '127.0.0.1:8788',
      authorization: signTc3(signing),
      'content-type': 'application/json',
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-timestamp': String(Math.floor(signing.at / 1000)),
      ...changes.headers,
    },
  })
  if (response.status !== 200) throw new Error(`Tencent Cloud answers 200 to everything, this was ${response.status}`)
  return JSON.parse(await response.text())
}

/** The status of the only number of a call. */
export const statusOf = (answer: SmsAnswer) => answer.Response.SendStatusSet?.[0]?.Code ?? answer.Response.Error?.Code

interface Signing {
  secretId: string
  secretKey: string
  service: string
  host: string
  path: string
  body: string
  at: number
}

function signTc3({ secretId, secretKey, service, host, path, body, at }: Signing) {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()
  const date = new Date(at).toISOString().split('T')[0] ?? ''
  const canonical = `POST\n${path}\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`
  const text = `TC3-HMAC-SHA256\n${Math.floor(at / 1000)}\n${date}/${service}/tc3_request\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, text).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`
}
