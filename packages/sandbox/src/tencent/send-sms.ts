import type { Ids } from '../ids.ts'
import type { SmsSecrets } from '../options.ts'
import type { Limits } from './limits.ts'
import type { Outbox } from './outbox.ts'
import { normalPhone } from './phone.ts'
import { parseSendSms, type SendSms } from './send-sms.input.ts'

export interface SendStatus {
  SerialNo: string
  PhoneNumber: string
  Fee: number
  SessionContext: string
  Code: string
  Message: string
  IsoCode: string
}

export interface SmsDeps {
  sms: SmsSecrets
  ids: Ids
  outbox: Outbox
  limits: Limits
  limitsOn: () => boolean
  /** Messages a day of the whole application. */
  appDaily: () => number
  blacklist: ReadonlySet<string>
  now: () => number
}

/** The action SendSms of 2021-01-11: one status per number, some of which may have failed. */
export function sendSms(deps: SmsDeps, body: string): { SendStatusSet: SendStatus[] } {
  const input = parseSendSms(body, deps.sms.sdkAppId)
  return { SendStatusSet: input.PhoneNumberSet.map((phone) => sendOne(deps, input, phone)) }
}

function sendOne(deps: SmsDeps, input: SendSms, given: string): SendStatus {
  const phone = normalPhone(given)
  const status = { PhoneNumber: phone ?? given, SessionContext: input.SessionContext, IsoCode: isoCode(phone) }
  const failed = (Code: string, Message: string) => ({ ...status, SerialNo: '', Fee: 0, Code, Message })
  if (phone === undefined) return failed('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number format')
  const tooLong = input.TemplateParamSet.some((one) => [...one].length > LONGEST_PARAM)
  const refusal =
    approvalFailure(deps.sms, input) ??
    (tooLong ? 'InvalidParameterValue.TemplateParameterLengthLimit' : deliveryFailure(deps, phone))
  if (refusal) return failed(refusal, `the message was refused: ${refusal.split('.')[1]}`)
  const text = renderTemplate(deps.sms, input.TemplateId, input.TemplateParamSet)
  if (text === undefined) {
    return failed('FailedOperation.TemplateParamSetNotMatchApprovedTemplate', 'template parameters do not match')
  }
  deps.limits.note(phone, deps.now())
  deps.outbox.add({ phone, templateId: input.TemplateId, params: input.TemplateParamSet, text, at: deps.now() })
  return {
    ...status,
    SerialNo: `2028:${deps.ids.bytes(10).toString('hex')}`,
    Fee: 1,
    Code: 'Ok',
    Message: 'send success',
  }
}

function approvalFailure(sms: SmsSecrets, input: SendSms) {
  if (input.SignName !== sms.signName) return 'FailedOperation.SignatureIncorrectOrUnapproved'
  if (!sms.templateIds.includes(input.TemplateId)) return 'FailedOperation.TemplateIncorrectOrUnapproved'
  return undefined
}

function deliveryFailure(deps: SmsDeps, phone: string) {
  if (deps.blacklist.has(phone)) return 'FailedOperation.PhoneNumberInBlacklist'
  return deps.limitsOn() ? deps.limits.refusal(phone, deps.now(), deps.appDaily()) : undefined
}

const isoCode = (phone: string | undefined) => (phone?.startsWith('+86') ? 'CN' : '')

/** The text that the phone receives; undefined when the number of parameters does not match the template. */
function renderTemplate(sms: SmsSecrets, templateId: string, params: readonly string[]): string | undefined {
  const approved = sms.templateTexts?.[templateId] ?? LOGIN_TEXT
  if (placeholders(approved) !== params.length || params.some((one) => one.trim() === '')) return undefined
  const text = approved.replace(/\{(\d+)\}/g, (_, index) => params[Number(index) - 1] ?? '')
  return `【${sms.signName}】${text}`
}

/** The approved text of a template that is not configured: a login code, and for how many minutes it holds. */
const LOGIN_TEXT = '您的验证码为{1}，{2}分钟内有效，请勿告诉他人。'
/** The longest value of one parameter. */
const LONGEST_PARAM = 12

const placeholders = (text: string) => new Set(text.match(/\{\d+\}/g)).size
