import { z } from 'zod'
import { type VendorCalls, vendorFetch, VendorTrouble } from '../vendor-calls.ts'

export interface WechatClientOptions {
  base: string
  appId: string
  secret: string
}

/** The answer of an API call; errors come with HTTP 200 and `errcode`, success of code2Session carries none. */
const Answer = z.object({
  errcode: z.union([z.number(), z.string()]).optional(),
  openid: z.string().optional(),
})
export type WechatAnswer = z.output<typeof Answer>

/** Speaks to WeChat's server API over HTTP. Rejects only when there was no usable answer in time. */
export function makeWechatClient({ base, appId, secret }: WechatClientOptions, { call }: VendorCalls) {
  return {
    /** GET /sns/jscode2session; not repeated here, because the code is good for one use. */
    code2Session: (code: string): Promise<WechatAnswer> =>
      call('code2Session', async (signal) => {
        const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' })
        const response = await vendorFetch(`${base}/sns/jscode2session?${query}`, { signal })
        if (!response.ok) throw new Error(`wechat answered ${response.status}`)
        const answer = Answer.safeParse(await response.json().catch(() => undefined)).data
        if (!answer) throw new VendorTrouble('another shape')
        return answer
      }),
  }
}
export type WechatClient = ReturnType<typeof makeWechatClient>
