import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import { wasUnreached } from '../send-outcome.ts'
import { retryAfterOf, type VendorCalls, VendorError } from '../vendor-calls.ts'
import type { SmsPort } from '../../ports/sms.port.ts'
import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'
import { outcomeOf, reasonOf, refusalOf } from './sms.mapping.ts'

export interface SmsOptions {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  loginTemplate: string
  noticeTemplate: string
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

  /** Hands one message over; gives the vendor's code for this number. */
  const send = async (phone: string, TemplateId: string, TemplateParamSet: string[]) => {
    const sdk = await client()
    const message = {
      PhoneNumberSet: [`+86${phone}`],
      SmsSdkAppId: options.sdkAppId,
      SignName: options.signName,
      TemplateId,
      TemplateParamSet,
    }
    return calls.call('SendSms', () =>
      sdk.SendSms(message).then(
        (answer) => answer.SendStatusSet?.[0]?.Code ?? 'NoStatus',
        (error: unknown) => answered(error),
      ),
    )
  }
  /** Notes what a code says of our account; undefined where it is about the number alone. */
  const reported = (upstreamCode: string): RefusalReason | undefined => {
    if (upstreamCode === 'Ok') {
      calls.accepted('SendSms')
      return undefined
    }
    log.warn({ service: 'sms', operation: 'SendSms', upstreamCode }, 'vendor refused')
    const reason = reasonOf(upstreamCode)
    if (reason) calls.refused('SendSms', reason)
    return reason
  }

  return {
    async sendNotification(phone, words) {
      try {
        const upstreamCode = await send(phone, options.noticeTemplate, [words])
        return outcomeOf(upstreamCode, reported(upstreamCode))
      } catch (error) {
        return wasSentPerhaps(error) ? { kind: 'unknown' } : { kind: 'not-sent' }
      }
    },
    async sendLoginCode(phone, code, validMinutes) {
      const upstreamCode = await send(phone, options.loginTemplate, [code, String(validMinutes)]).catch(
        (cause: unknown) => {
          throw new AppError(wasSentPerhaps(cause) ? 'SMS_SEND_UNSURE' : 'SMS_SEND_FAILED', {
            cause,
            ...retryAfterOf(cause),
          })
        },
      )
      const reason = reported(upstreamCode)
      if (upstreamCode !== 'Ok') throw refusalOf(upstreamCode, reason)
    },
  }
}

/** The SDK throws for refusals too: those have a code of the API; anything else is no answer. */
function answered(error: unknown): string {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^[A-Z]\w+(?:\.\w+)+$/.test(code)) return code
  throw new VendorError(wasUnreached(error) ? 'no connection' : 'no usable answer')
}

/** The message may be on its way: the vendor was reached, and what it made of the call is not known. */
const wasSentPerhaps = (error: unknown): boolean =>
  !(error instanceof VendorError) || !(error.unasked || error.reason === 'no connection')

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
