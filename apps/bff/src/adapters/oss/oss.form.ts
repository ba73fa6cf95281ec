import type { Upload } from '../../ports/object-store.port.ts'

export interface FormPolicy {
  policy: object
  /** All fields but policy and signature. */
  fields: Record<string, string>
  date: Date
}

/** What a form upload binds: key, type, size, and for version 4 who signed it and when. */
export function formPolicy(
  { accessKeyId, region, signature }: { accessKeyId: string; region: string; signature: 'v4' | 'v1' },
  bucket: string,
  { key, type, size, seconds }: Upload,
  date: Date,
): FormPolicy {
  const at = date.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const bound = { key, 'Content-Type': type, success_action_status: '200' }
  const signing: Record<string, string> =
    signature === 'v4'
      ? {
          'x-oss-signature-version': 'OSS4-HMAC-SHA256',
          'x-oss-credential': `${accessKeyId}/${at.slice(0, 8)}/${region}/oss/aliyun_v4_request`,
          'x-oss-date': at,
        }
      : {}
  const conditions = Object.entries({ ...bound, ...signing }).map(([name, value]) => ['eq', `$${name}`, value])
  return {
    date,
    policy: {
      expiration: new Date(date.getTime() + seconds * 1000).toISOString(),
      conditions: [{ bucket }, ['content-length-range', size, size], ...conditions],
    },
    fields: { ...bound, ...signing, ...(signature === 'v1' ? { OSSAccessKeyId: accessKeyId } : {}) },
  }
}
