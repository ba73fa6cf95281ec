import type { KeyTicket, Upload } from '../../ports/object-store.port.ts'
import { reportRefusal } from '../store/store.reasons.ts'
import { type VendorCalls, VendorError } from '../vendor-calls.ts'

export type KeyGiver = (bucket: string, upload: Upload) => Promise<Omit<KeyTicket, 'url'>>

interface StsOptions {
  secretId: string
  secretKey: string
  region: string
  stsBase: string
}

/** The timeout of the SDK; ours, in the rules of the call, is shorter. */
const SDK_SECONDS = 10

/** Temporary keys of Tencent Cloud, each for one PUT of one object. */
export function makeKeyGiver(options: StsOptions, calls: VendorCalls): KeyGiver {
  const address = new URL(options.stsBase)
  let made: ReturnType<typeof load> | undefined
  const load = async () => {
    const { sts } = await import('tencentcloud-sdk-nodejs-sts')
    return new sts.v20180813.Client({
      credential: { secretId: options.secretId, secretKey: options.secretKey },
      region: options.region,
      profile: {
        httpProfile: {
          endpoint: address.host,
          protocol: `${address.protocol}//`,
          reqMethod: 'POST',
          reqTimeout: SDK_SECONDS,
        },
      },
    })
  }

  return async (bucket, upload) => {
    const sdk = await (made ??= load())
    const asked = {
      Name: 'upload',
      Policy: encodeURIComponent(JSON.stringify(policyFor(options.region, bucket, upload))),
      DurationSeconds: upload.seconds,
    }
    const { Credentials: key, ExpiredTime } = await calls.call(
      'GetFederationToken',
      () =>
        sdk.GetFederationToken(asked).catch((error: unknown) => {
          throw answered(error, calls)
        }),
      { repeatable: true },
    )
    calls.accepted('GetFederationToken')
    if (!key?.TmpSecretId || !key.TmpSecretKey || !key.Token || !ExpiredTime) throw new Error('no key in the answer')
    return { id: key.TmpSecretId, secret: key.TmpSecretKey, token: key.Token, expiresAt: ExpiredTime * 1000 }
  }
}

const policyFor = (region: string, bucket: string, { key, type, size }: Upload) => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: ['name/cos:PutObject'],
      resource: [`qcs::cos:${region}:uid/${bucket.slice(bucket.lastIndexOf('-') + 1)}:${bucket}/${key}`],
      condition: {
        string_equal: { 'cos:content-type': type },
        numeric_equal: { 'cos:content-length': size },
      },
    },
  ],
})

/** The SDK throws for refusals too: those have a code of the API; anything else is no answer. */
function answered(error: unknown, calls: VendorCalls): Error {
  const code = (error as { code?: unknown }).code
  reportRefusal(calls, 'GetFederationToken', String(code))
  return typeof code === 'string' && /^[A-Z]\w+(?:\.\w+)*$/.test(code) && !code.startsWith('InternalError')
    ? new Error(code)
    : new VendorError('no usable answer')
}
