import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import { retryAfterOf, type VendorCalls, VendorError } from '../vendor-calls.ts'
import type { SmsPort } from '../../ports/sms.port.ts'

export interface SmsOptions {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  loginTemplate: string
  base: string
}

/** The SDK's own patience; ours, in the rules of the call, is shorter. */
const SDK_SECONDS = 10

/** How long the limits of one number last, at most (https://cloud.tencent.com/document/product/382/52075). */
const LIMIT_SECONDS: Record<string, number> = {
  'LimitExceeded.PhoneNumberThirtySecondLimit': 30,
  'LimitExceeded.PhoneNumberOneHourLimit': 3600,
  'LimitExceeded.PhoneNumberDailyLimit': 86_400,
}

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
          throw new AppError('SMS_SEND_FAILED', { cause, ...retryAfterOf(cause) })
        })
      if (upstreamCode === 'Ok') return
      log.warn({ service: 'sms', operation: 'SendSms', upstreamCode }, 'vendor refused')
      // Each number has its own answer; its limits are final for the moment and are not tried again.
      if (!upstreamCode.startsWith('LimitExceeded.')) throw new AppError('SMS_SEND_FAILED')
      throw new AppError('SMS_TOO_FREQUENT', { retryAfterSeconds: LIMIT_SECONDS[upstreamCode] ?? 60 })
    },
  }
}

/** The SDK throws for refusals too: those have a code of the API; anything else is no answer. */
function answered(error: unknown): string {
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string' && /^[A-Z]\w+(?:\.\w+)+$/.test(code)) return code
  throw new VendorError('no usable answer')
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
