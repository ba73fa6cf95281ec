import { z } from 'zod'
import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'
import { type VendorCalls, vendorFetch, VendorError } from '../vendor-calls.ts'

/** Error codes of any call that only the agency can do something about. */
const REASONS: readonly (readonly [readonly number[], RefusalReason])[] = [
  // App id or secret are wrong, or the access token is refused although it is new.
  [[40001, 40013, 40014, 40125, 41002, 41004, 42001, 89503, 89506, 89507], 'bad-key'],
  // The address of this server is not on the list; the account may not call this; the mini program is banned.
  [[40164, 48001, 48004, 50001, 50002, 61004, 61007, 85009, 101003], 'our-setup'],
  [[45009], 'used-up'],
]
const reasonOf = (errcode: number): RefusalReason | undefined => REASONS.find(([codes]) => codes.includes(errcode))?.[1]

export interface WechatClientOptions {
  base: string
  appId: string
  secret: string
}

/** The answer of an API call; errors come with HTTP 200 and `errcode`, success of code2Session carries none. */
const Answer = z.looseObject({
  errcode: z.union([z.number(), z.string()]).optional(),
  openid: z.string().optional(),
  /** Where WeChat answers with a picture instead of JSON. */
  picture: z.custom<Picture>().optional(),
})
export interface Picture {
  bytes: Buffer<ArrayBuffer>
  type: string
}
export type WechatAnswer = z.output<typeof Answer>

/** JSON whose numbers of many digits, as ids of messages are, stay text; undefined for anything else. */
function parsedExactly(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, ...[context]: { source: string }[]) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? '')
        ? context?.source
        : value,
    )
  } catch {
    return undefined
  }
}

/** What an answer says went wrong; 0 when nothing did. */
export const errcodeOf = (answer: WechatAnswer): number => Number(answer.errcode ?? 0)

/** Speaks to WeChat's server API over HTTP. Rejects only when there was no usable answer in time. */
export function makeWechatClient({ base, appId, secret }: WechatClientOptions, calls: VendorCalls) {
  const { call } = calls
  const ask = async (path: string, init: RequestInit): Promise<WechatAnswer> => {
    const response = await vendorFetch(base + path, init)
    if (!response.ok) throw new VendorError(`status ${response.status}`)
    const type = response.headers.get('content-type') ?? ''
    if (type.startsWith('image/')) return { picture: { bytes: Buffer.from(await response.arrayBuffer()), type } }
    const text = await response.text().catch((cause: unknown) => {
      throw new VendorError('a broken answer', { cause })
    })
    const answer = Answer.safeParse(parsedExactly(text)).data
    if (!answer) throw new VendorError('another shape')
    return answer
  }
  const post = (operation: string, path: string, body: object) =>
    call(operation, (signal) =>
      ask(path, {
        signal,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const READING = { idCard: '/cv/ocr/idcard', commonText: '/cv/ocr/comm' } as const
  const withToken = (path: string, token: string) => `${path}?${new URLSearchParams({ access_token: token })}`

  return {
    /** Tells operators what an answer says of our account: nothing wrong, or why it is refused. */
    report(operation: string, answer: WechatAnswer): RefusalReason | undefined {
      const errcode = errcodeOf(answer)
      const reason = reasonOf(errcode)
      if (reason) calls.refused(operation, reason)
      else if (errcode === 0) calls.accepted(operation)
      return reason
    },
    /** GET /sns/jscode2session; not repeated here, because the code is good for one use. */
    code2Session: (code: string) =>
      call('code2Session', (signal) => {
        const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' })
        return ask(`/sns/jscode2session?${query}`, { signal })
      }),
    /** POST /cgi-bin/stable_token: the same token while it is valid; `force` makes another one, 20 times a day. */
    stableToken: (force: boolean) =>
      post('stableToken', '/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: appId,
        secret,
        force_refresh: force,
      }),
    /** POST /wxa/business/getuserphonenumber; charged per success, so it is never repeated after one. */
    phoneNumber: (token: string, code: string) =>
      post('getPhoneNumber', withToken('/wxa/business/getuserphonenumber', token), { code }),
    /** POST /wxa/getwxacodeunlimit; a picture, or JSON that says what is wrong. 5000 a minute. */
    miniCode: (token: string, code: { page: string; scene: string }) =>
      // Unchecked, because WeChat knows a page only once the release that has it is published.
      post('miniCode', withToken('/wxa/getwxacodeunlimit', token), { ...code, check_path: false, width: 430 }),
    /** POST /cgi-bin/message/subscribe/send; uses up one yes of the person, so it is not repeated. */
    sendSubscribed: (token: string, message: object) =>
      post('sendSubscribed', withToken('/cgi-bin/message/subscribe/send', token), message),
    /** POST /wxa/msg_sec_check, version 2: `openid` must have used the mini program within two hours. */
    checkText: (token: string, content: string, author: { openid: string; scene: number }) =>
      post('checkText', withToken('/wxa/msg_sec_check', token), { version: 2, content, ...author }),
    /** POST /wxa/media_check_async, version 2; the verdict comes as the push wxa_media_check, within 30 minutes. */
    checkPicture: (token: string, media_url: string, author: { openid: string; scene: number }) =>
      post('checkPicture', withToken('/wxa/media_check_async', token), {
        version: 2,
        media_type: 2,
        media_url,
        ...author,
      }),
    /** POST /cgi-bin/qrcode/create: a code of the service account that brings `scene` as text; 100,000 a day. */
    bindCode: (token: string, scene: string, seconds: number) =>
      post('bindCode', withToken('/cgi-bin/qrcode/create', token), {
        expire_seconds: seconds,
        action_name: 'QR_STR_SCENE',
        action_info: { scene: { scene_str: scene } },
      }),
    /** POST /cgi-bin/message/template/send; the same `client_msg_id` to one person is sent once in ten minutes. */
    templateMessage: (token: string, message: object) =>
      post('templateMessage', withToken('/cgi-bin/message/template/send', token), message),
    /** POST /cv/ocr/idcard or /cv/ocr/comm with a JPEG of less than 2 MB. */
    readPicture: (operation: keyof typeof READING, token: string, picture: Uint8Array<ArrayBuffer>) =>
      call(operation, (signal) => {
        const body = new FormData()
        body.append('img', new Blob([picture], { type: 'image/jpeg' }), 'picture.jpg')
        return ask(withToken(READING[operation], token), { signal, method: 'POST', body })
      }),
  }
}
export type WechatClient = ReturnType<typeof makeWechatClient>
