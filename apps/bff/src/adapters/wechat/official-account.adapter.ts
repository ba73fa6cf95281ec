import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { OfficialAccountPort, TemplateMessage, TemplateOutcome } from '../../ports/official-account.port.ts'
import { retryAfterOf, VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatAnswer, type WechatClient } from './wechat.client.ts'
import { fieldsOf, isBusy, templateOutcome } from './wechat.mapping.ts'

export interface OfficialAccountOptions {
  appId: string
  /** Where pictures of codes are fetched from. */
  qrBase: string
  /** The mini program that a tap on a message opens. */
  miniProgramId: string
}

/** The service account behind our port. */
export function makeOfficialAccount(
  client: WechatClient,
  token: AccessToken,
  log: Logger,
  { appId, qrBase, miniProgramId }: OfficialAccountOptions,
): OfficialAccountPort {
  async function ask(operation: string, call: (access: string) => Promise<WechatAnswer>): Promise<WechatAnswer> {
    const first = await token.run(call)
    const answer = isBusy(errcodeOf(first)) ? await token.run(call) : first
    const upstreamCode = errcodeOf(answer)
    if (upstreamCode !== 0) log.warn({ service: 'service-account', operation, upstreamCode }, 'vendor refused')
    client.report(operation, answer)
    return answer
  }

  return {
    appId,
    async bindCode(scene, seconds) {
      const answer = await ask('bindCode', (access) => client.bindCode(access, scene, seconds)).catch(
        (cause: unknown) => {
          const isOurs = cause instanceof VendorError && cause.refusal !== undefined
          throw new AppError(isOurs ? 'WECHAT_UNAVAILABLE' : 'WECHAT_BUSY', { cause, ...retryAfterOf(cause) })
        },
      )
      const { ticket, expire_seconds: left } = answer
      if (isBusy(errcodeOf(answer))) throw new AppError('WECHAT_BUSY')
      if (typeof ticket !== 'string' || ticket === '') throw new AppError('WECHAT_UNAVAILABLE')
      return {
        pictureUrl: `${qrBase}/cgi-bin/showqrcode?${new URLSearchParams({ ticket })}`,
        seconds: typeof left === 'number' ? Math.min(left, seconds) : seconds,
      }
    },
    async sendTemplate({ to, templateId, fields, page, key }: TemplateMessage): Promise<TemplateOutcome> {
      const message = {
        touser: to,
        template_id: templateId,
        client_msg_id: key,
        ...(page === undefined ? {} : { miniprogram: { appid: miniProgramId, pagepath: page } }),
        data: fieldsOf(fields),
      }
      try {
        return templateOutcome(await ask('templateMessage', (access) => client.templateMessage(access, message)))
      } catch (error) {
        if (!(error instanceof VendorError)) throw error
        if (error.refusal) return { kind: 'refused', reason: 'our-setup' }
        return { kind: error.unasked ? 'unsent' : 'unknown', ...retryAfterOf(error) }
      }
    },
  }
}
