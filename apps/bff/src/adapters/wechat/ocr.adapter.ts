import type { Logger } from 'pino'
import { OcrFailure, type OcrPort } from '../../ports/ocr.port.ts'
import { retryAfterOf } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { linesIn, ocrProblem, readingIn } from './ocr.mapping.ts'
import { errcodeOf, type WechatAnswer, type WechatClient } from './wechat.client.ts'
import { isBusy } from './wechat.mapping.ts'

interface WechatOcrOptions {
  /** How many calls a day are paid for; 0 for any number. */
  dailyCalls: number
  isReady: () => boolean
}

/** WeChat's picture reading. Calls that got no answer are not repeated: each is counted, and another reader stands by. */
export function makeWechatOcr(
  client: WechatClient,
  token: AccessToken,
  log: Logger,
  { dailyCalls, isReady }: WechatOcrOptions,
): OcrPort {
  async function read<T>(
    operation: 'idCard' | 'commonText',
    picture: Uint8Array<ArrayBuffer>,
    map: (answer: WechatAnswer) => T | undefined,
  ): Promise<T> {
    const ask = () => token.run((access) => client.readPicture(operation, access, picture))
    const answer = await ask()
      .then((first) => (isBusy(errcodeOf(first)) ? ask() : first))
      .catch((cause: unknown) => {
        throw new OcrFailure('unavailable', { cause, ...retryAfterOf(cause) })
      })
    const upstreamCode = errcodeOf(answer)
    client.report(operation, answer)
    const read = upstreamCode === 0 ? map(answer) : undefined
    if (read !== undefined) return read
    log.warn({ service: 'wechat-ocr', operation, upstreamCode }, 'vendor refused')
    throw new OcrFailure(upstreamCode === 0 ? 'unavailable' : ocrProblem(upstreamCode))
  }

  return {
    provider: 'wechat',
    dailyCalls: dailyCalls === 0 ? null : dailyCalls,
    isReady,
    idCard: (picture) => read('idCard', picture, readingIn),
    async lines(picture) {
      const lines = await read('commonText', picture, linesIn)
      if (lines.length === 0) throw new OcrFailure('unreadable')
      return lines
    },
    stop: async () => undefined,
  }
}
