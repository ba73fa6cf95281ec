import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secrets of one demo installation. They are made here, so that neither server ever invents one. */
export interface DevSecrets {
  tokenSecret: string
  fieldKey: string
  fieldHashKey: string
  wechatSecret: string
  smsSecretKey: string
  zegoSecret: string
}

const random = (bytes: number) => randomBytes(bytes).toString('base64')

/** Reads the secrets that belong to a data folder, or makes them; without them its encrypted fields are lost. */
export function devSecrets(dataDir: string): DevSecrets {
  const file = join(dataDir, 'dev-secrets.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DevSecrets>) : {}
  const secrets: DevSecrets = {
    tokenSecret: random(32),
    fieldKey: random(32),
    fieldHashKey: random(32),
    wechatSecret: randomBytes(16).toString('hex'),
    smsSecretKey: randomBytes(16).toString('hex'),
    zegoSecret: randomBytes(16).toString('hex'),
    ...known,
  }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

const APP_ID = 'wx0000000000000000'
const SMS_APP_ID = '1400000000'
const SIGN_NAME = '轻聘'
const LOGIN_TEMPLATE = '1000001'
const ZEGO_APP = '1234567890'

export interface Places {
  port: number
  sandboxPort: number
  dataDir: string
}

/**
 * What the BFF is told. Anything set in the shell wins, and a vendor whose secret is set there is the real one: its
 * address is then left to the BFF, which knows the official one.
 */
export function bffEnvironment(secrets: DevSecrets, { port, sandboxPort, dataDir }: Places): Record<string, string> {
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
    SMS_SECRET_ID: 'AKIDdemo',
    SMS_SECRET_KEY: secrets.smsSecretKey,
    SMS_SDK_APP_ID: SMS_APP_ID,
    SMS_SIGN_NAME: SIGN_NAME,
    SMS_TEMPLATE_LOGIN: LOGIN_TEMPLATE,
    ...(process.env.SMS_SECRET_KEY ? {} : { SMS_API_BASE: sandbox }),
    ZEGO_APP_ID: ZEGO_APP,
    ZEGO_SERVER_SECRET: secrets.zegoSecret,
    SANDBOX_URL: sandbox,
    AGENCY_PHONE: '0571-8800-0000',
    DEMO: '1',
  }
}

/** What the sandbox is told: what it must be shown to believe that the BFF is the BFF. */
export const sandboxEnvironment = (secrets: DevSecrets, { port, sandboxPort }: Places): Record<string, string> => ({
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_APP_ORIGIN: `http://127.0.0.1:${port}`,
  SANDBOX_WECHAT_APP_ID: APP_ID,
  SANDBOX_WECHAT_APP_SECRET: secrets.wechatSecret,
  SANDBOX_SMS_SECRET_ID: 'AKIDdemo',
  SANDBOX_SMS_SECRET_KEY: secrets.smsSecretKey,
  SANDBOX_SMS_SDK_APP_ID: SMS_APP_ID,
  SANDBOX_SMS_SIGN_NAME: SIGN_NAME,
  SANDBOX_SMS_TEMPLATE_IDS: LOGIN_TEMPLATE,
  SANDBOX_ZEGO_APP_ID: ZEGO_APP,
  SANDBOX_ZEGO_SERVER_SECRET: secrets.zegoSecret,
})
