import { PUSH_MODES } from '@qingpin/contract/wechat/wechat.enums'
import { z } from 'zod'
import type { PushSettings } from '../adapters/wechat-push/push.adapter.ts'

export interface ServiceAccountSettings {
  appId: string
  secret: string
  name: string
  /** The template of test messages; empty where there is none. */
  testTemplate: string
  /** The template of notifications; empty where none go out by it. */
  noticeTemplate: string
  /** Where pictures of codes are fetched from. */
  qrBase: string
  /** Null where nothing is pushed to us. */
  push: PushSettings | null
}

export const OFFICIAL_WECHAT_QR = 'https://mp.weixin.qq.com'

const KEY = /^[A-Za-z0-9]{43}$/
const key = z.string().refine((text) => text === '' || KEY.test(text), 'is no EncodingAESKey: 43 letters and digits')
const token = z
  .string()
  .refine((text) => text === '' || /^[A-Za-z0-9]{3,32}$/.test(text), 'must be 3 to 32 letters and digits')
const mode = z.enum(PUSH_MODES, `must be one of ${PUSH_MODES.join(', ')}`)

export const SERVICE_ACCOUNT_VARIABLES = {
  SERVICE_ACCOUNT_APPID: {
    what: 'app id of the service account (服务号), which notifies people outside of the app; empty where there is none',
    fallback: '',
  },
  SERVICE_ACCOUNT_SECRET: { what: 'app secret of the service account', fallback: '' },
  SERVICE_ACCOUNT_NAME: { what: 'name of the service account, as the app shows it', fallback: '' },
  SERVICE_ACCOUNT_TEMPLATE_TEST: {
    what: 'id of the template of test messages, with the fields `thing1` (what) and `time2` (when)',
    fallback: '',
  },
  SERVICE_ACCOUNT_TEMPLATE_NOTICE: {
    what: 'id of the template of notifications, with the fields `thing1` (what) and `time2` (when); none goes out when empty',
    fallback: '',
  },
  SERVICE_ACCOUNT_PUSH_TOKEN: {
    what: 'token of the pushes of the service account to /api/wechat/event; without it none are accepted',
    fallback: '',
    schema: token,
  },
  SERVICE_ACCOUNT_PUSH_MODE: {
    what: 'how they come: `plain`, `compatible` or `safe`, as set in the console of WeChat',
    fallback: 'safe',
    schema: mode,
  },
  SERVICE_ACCOUNT_PUSH_KEY: {
    what: 'their EncodingAESKey; needed unless the mode is `plain`',
    fallback: '',
    schema: key,
  },
  SERVICE_ACCOUNT_PUSH_KEY_PREVIOUS: {
    what: 'the EncodingAESKey before its last change, which WeChat goes on using for a while',
    fallback: '',
    schema: key,
  },
  WECHAT_PUSH_TOKEN: {
    what: 'token of the pushes of the mini program to /api/wechat/mini-program-event; without it none are accepted',
    fallback: '',
    schema: token,
  },
  WECHAT_PUSH_MODE: { what: 'how they come: `plain`, `compatible` or `safe`', fallback: 'safe', schema: mode },
  WECHAT_PUSH_KEY: { what: 'their EncodingAESKey; needed unless the mode is `plain`', fallback: '', schema: key },
  WECHAT_PUSH_KEY_PREVIOUS: { what: 'the EncodingAESKey before its last change', fallback: '', schema: key },
  WECHAT_QR_BASE: { what: 'where pictures of codes of the service account come from', fallback: OFFICIAL_WECHAT_QR },
} as const

type Get = (name: keyof typeof SERVICE_ACCOUNT_VARIABLES) => string

function readPush(get: Get, prefix: 'SERVICE_ACCOUNT' | 'WECHAT', problems: string[]): PushSettings | null {
  const token = get(`${prefix}_PUSH_TOKEN`)
  if (token === '') return null
  const mode = PUSH_MODES.find((one) => one === get(`${prefix}_PUSH_MODE`)) ?? 'safe'
  const texts = [get(`${prefix}_PUSH_KEY`), get(`${prefix}_PUSH_KEY_PREVIOUS`)].filter((text) => KEY.test(text))
  if (mode !== 'plain' && !KEY.test(get(`${prefix}_PUSH_KEY`)))
    problems.push(`${prefix}_PUSH_KEY is not set; ${prefix}_PUSH_MODE=${mode} needs it`)
  return { token, mode, keys: texts.map((text) => Buffer.from(`${text}=`, 'base64')) }
}

export interface PushingSettings {
  serviceAccount: ServiceAccountSettings | null
  miniProgramPush: PushSettings | null
}

/** The service account, and how the pushes of both apps are read. */
export function readServiceAccount(get: Get, problems: string[]): PushingSettings {
  const miniProgramPush = readPush(get, 'WECHAT', problems)
  const appId = get('SERVICE_ACCOUNT_APPID')
  if (appId === '') return { serviceAccount: null, miniProgramPush }
  for (const name of ['SERVICE_ACCOUNT_SECRET', 'SERVICE_ACCOUNT_NAME'] as const)
    if (get(name) === '') problems.push(`${name} is not set; SERVICE_ACCOUNT_APPID needs it`)
  return {
    serviceAccount: {
      appId,
      secret: get('SERVICE_ACCOUNT_SECRET'),
      name: get('SERVICE_ACCOUNT_NAME'),
      testTemplate: get('SERVICE_ACCOUNT_TEMPLATE_TEST'),
      noticeTemplate: get('SERVICE_ACCOUNT_TEMPLATE_NOTICE'),
      qrBase: get('WECHAT_QR_BASE').replace(/\/+$/, ''),
      push: readPush(get, 'SERVICE_ACCOUNT', problems),
    },
    miniProgramPush,
  }
}
