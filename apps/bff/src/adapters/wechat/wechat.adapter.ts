import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { WechatPort } from '../../ports/wechat.port.ts'
import { retryAfterOf, VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatAnswer, type WechatClient } from './wechat.client.ts'
import { failedOutcome } from '../send-outcome.ts'
import { formatTemplateTime, isBusy, loginError, phoneError, phoneIn, subscribedOutcome } from './wechat.mapping.ts'

/** WeChat behind our port. A system that says "busy" (-1) is asked once more: it did not look at the code. */
export function makeWechat(client: WechatClient, token: AccessToken, log: Logger): WechatPort {
  async function ask(operation: string, call: () => Promise<WechatAnswer>): Promise<WechatAnswer> {
    try {
      const first = await call()
      const answer = isBusy(errcodeOf(first)) ? await call() : first
      const upstreamCode = errcodeOf(answer)
      if (upstreamCode !== 0) log.warn({ service: 'wechat', operation, upstreamCode }, 'vendor refused')
      if (client.report(operation, answer)) throw new AppError('WECHAT_UNAVAILABLE')
      return answer
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      if (cause instanceof VendorError && cause.refusal) throw new AppError('WECHAT_UNAVAILABLE', { cause })
      throw new AppError('WECHAT_BUSY', { cause, ...retryAfterOf(cause) })
    }
  }

  return {
    async identify(code) {
      const answer = await ask('code2Session', () => client.code2Session(code))
      if (errcodeOf(answer) !== 0) throw new AppError(loginError(errcodeOf(answer)))
      if (typeof answer.openid !== 'string' || answer.openid === '') throw new AppError('WECHAT_BUSY')
      return { wechatId: answer.openid }
    },
    async phoneOf(phoneCode) {
      const answer = await ask('getPhoneNumber', () => token.run((access) => client.phoneNumber(access, phoneCode)))
      if (errcodeOf(answer) !== 0) throw new AppError(phoneError(errcodeOf(answer)))
      const phone = phoneIn(answer)
      if (phone === undefined) throw new AppError('WECHAT_BUSY')
      if (phone === 'foreign') throw new AppError('PHONE_NOT_SUPPORTED')
      return phone
    },
    async sendSubscribed({ wechatId, template, page, what, at }) {
      const message = {
        touser: wechatId,
        template_id: template.id,
        page,
        data: { [template.what]: { value: what }, [template.when]: { value: formatTemplateTime(at) } },
        miniprogram_state: 'formal',
        lang: 'zh_CN',
      }
      try {
        const answer = await token.run((access) => client.sendSubscribed(access, message))
        const upstreamCode = errcodeOf(answer)
        client.report('sendSubscribed', answer)
        if (upstreamCode !== 0)
          log.warn({ service: 'wechat', operation: 'sendSubscribed', upstreamCode }, 'vendor refused')
        return subscribedOutcome(answer)
      } catch (error) {
        return failedOutcome(error)
      }
    },
    async codeOf(code) {
      const { picture } = await ask('miniCode', () => token.run((access) => client.miniCode(access, code)))
      if (!picture) throw new AppError('WECHAT_BUSY')
      return picture
    },
  }
}
