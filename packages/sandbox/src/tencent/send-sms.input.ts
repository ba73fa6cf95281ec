import { TencentError } from './errors.ts'

export interface SendSms {
  PhoneNumberSet: string[]
  TemplateId: string
  TemplateParamSet: string[]
  SignName: string
  SessionContext: string
}

const MAX_NUMBERS = 200

type Fields = Readonly<Record<string, unknown>>

/** The input of SendSms. Throws a TencentError for faults that fail the whole call rather than one number. */
export function parseSendSms(body: string, sdkAppId: string): SendSms {
  const input = parseObject(body)
  const numbers = strings(input, 'PhoneNumberSet')
  if (!numbers || numbers.length === 0) throw missing('PhoneNumberSet')
  if (numbers.length > MAX_NUMBERS) {
    throw new TencentError('LimitExceeded.PhoneNumberCountLimit', `At most ${MAX_NUMBERS} numbers in one call.`)
  }
  if (requiredText(input, 'SmsSdkAppId') !== sdkAppId) {
    throw new TencentError('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'SmsSdkAppId is not valid for this account.')
  }
  return {
    PhoneNumberSet: numbers,
    TemplateId: requiredText(input, 'TemplateId'),
    TemplateParamSet: strings(input, 'TemplateParamSet') ?? [],
    SignName: text(input, 'SignName') ?? '',
    SessionContext: text(input, 'SessionContext') ?? '',
  }
}

function parseObject(body: string): Fields {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  } catch {
    // Falls through to the same answer as JSON of the wrong shape.
  }
  throw new TencentError('InvalidParameter', 'The request body is not a JSON object.')
}

function missing(name: string) {
  return new TencentError('MissingParameter', `The request is missing a required parameter \`${name}\`.`)
}

const wrongType = (name: string) => new TencentError('InvalidParameter', `The type of parameter \`${name}\` is wrong.`)

function text(input: Fields, name: string) {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw wrongType(name)
  return value
}

function requiredText(input: Fields, name: string) {
  const value = text(input, name)
  if (!value) throw missing(name)
  return value
}

function strings(input: Fields, name: string) {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw wrongType(name)
  return value
}
