import type { Logger } from 'pino'
import type { PictureCheckPort } from '../../ports/content-check.port.ts'
import { VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatClient } from './wechat.client.ts'
import { isAuthorUnknown, SCENES } from './wechat.mapping.ts'

/** WeChat's media_check_async. What it refuses for now, at its limits of a minute and a day too, is asked again later. */
export function makePictureCheck(client: WechatClient, token: AccessToken, log: Logger): PictureCheckPort {
  return {
    async submit(address, { wechatId, scene }) {
      const author = { openid: wechatId, scene: SCENES[scene] }
      const answer = await token.run((access) => client.checkPicture(access, address, author))
      const upstreamCode = errcodeOf(answer)
      if (isAuthorUnknown(upstreamCode)) return { kind: 'unknown-author' }
      client.report('checkPicture', answer)
      const traceId = answer['trace_id']
      if (upstreamCode === 0 && typeof traceId === 'string' && traceId !== '') return { kind: 'asked', traceId }
      log.warn({ service: 'wechat', operation: 'checkPicture', upstreamCode }, 'vendor refused')
      throw new VendorError(`not asked: ${upstreamCode}`)
    },
  }
}
