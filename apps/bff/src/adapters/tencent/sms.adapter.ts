import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import { retryAfterOf, type VendorCalls, VendorError } from '../vendor-calls.ts'
import type { SmsPort } from '../../ports/sms.port.ts'
import { reasonOf, refusalOf } from './sms.mapping.ts'

export interface SmsOptions {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  loginTemplate: string
  base: string
}

/** The timeout of the SDK; ours, in the rules of the call, is shorter. */
const SDK_SECONDS = 10

/** Tencent Cloud SMS behind our port, through the vendor's own SDK, which is loaded with the first message. */
export function makeSms(options: SmsOptions, calls: VendorCalls, log: Logger): SmsPort {
  const url = new URL(options.base)
  const client = once(async () => {
    const { sms } = await import('tencentcloud-sdk-nodejs-sms')
    return new sms.v20210111.Client({
      credential: { secretId: options.secretId, secretKey: options.secretKey },
      region: 'ap-guangzhou',
      profile: {
        httpProfile: {
          endpoint: url.host,
          protocol: `${url.protocol}//`,
          reqMethod: 'POST',
          reqTimeout: SDK_SECONDS,
        },
      },
    })
  })

  return {
    async sendLoginCode(phone, code, validMinutes) {
      const sdk = await client()
      const message = {
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: options.sdkAppId,
        SignName: options.signName,
        TemplateId: options.loginTemplate,
        TemplateParamSet: [code, String(validMinutes)],
      }
      const upstreamCode = await calls
        .call('SendSms', () =>
          sdk.SendSms(message).then(
            (answer) => answer.SendStatusSet?.[0]?.Code ?? 'NoStatus',
            (error: unknown) => answered(error),
          ),
        )
        .catch((cause: unknown) => {
          throw new AppError(wasSentPerhaps(cause) ? 'SMS_SEND_UNSURE' : 'SMS_SEND_FAILED', {
            cause,
            ...retryAfterOf(cause),
          })
        })
      if (upstreamCode === 'Ok') return calls.accepted('SendSms')
      log.warn({ service: 'sms', operation: 'SendSms', upstreamCode }, 'vendor refused')
      const reason = reasonOf(upstreamCode)
      if (reason) calls.refused('SendSms', reason)
      throw refusalOf(upstreamCode, reason)
    },
  }
}

/** Nothing reached the vendor: no name, no connection. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** The SDK throws for refusals too: those have a code of the API; anything else is no answer. */
function answered(error: unknown): string {
  const { code, errno } = error as { code?: unknown; errno?: unknown }
  if (typeof code === 'string' && /^[A-Z]\w+(?:\.\w+)+$/.test(code)) return code
  const unreached = [code, errno].some((one) => typeof one === 'string' && UNREACHED.includes(one))
  throw new VendorError(unreached ? 'no connection' : 'no usable answer')
}

/** The message may be on its way: the vendor was reached, and what it made of the call is not known. */
const wasSentPerhaps = (error: unknown): boolean =>
  !(error instanceof VendorError) || !(error.unasked || error.reason === 'no connection')

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
