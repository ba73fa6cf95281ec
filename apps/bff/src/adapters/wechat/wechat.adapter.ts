import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { WechatPort } from '../../ports/wechat.port.ts'
import { retryAfterOf, type VendorCalls } from '../vendor-calls.ts'
import { makeWechatClient, type WechatAnswer, type WechatClientOptions } from './wechat.client.ts'
import { isBusy, loginError } from './wechat.mapping.ts'

/** WeChat behind our port. A system that says "busy" (-1) is asked once more: it did not look at the code. */
export function makeWechat(options: WechatClientOptions, calls: VendorCalls, log: Logger): WechatPort {
  const client = makeWechatClient(options, calls)

  async function ask(code: string): Promise<WechatAnswer> {
    try {
      const answer = await client.code2Session(code)
      return isBusy(Number(answer.errcode)) ? await client.code2Session(code) : answer
    } catch (cause) {
      throw new AppError('WECHAT_BUSY', { cause, ...retryAfterOf(cause) })
    }
  }

  return {
    async identify(code) {
      const answer = await ask(code)
      if (answer.errcode !== undefined && Number(answer.errcode) !== 0) {
        const upstreamCode = Number(answer.errcode)
        log.warn({ service: 'wechat', operation: 'code2Session', upstreamCode }, 'vendor refused')
        throw new AppError(loginError(upstreamCode))
      }
      if (typeof answer.openid !== 'string' || answer.openid === '') throw new AppError('WECHAT_BUSY')
      return { wechatId: answer.openid }
    },
  }
}
