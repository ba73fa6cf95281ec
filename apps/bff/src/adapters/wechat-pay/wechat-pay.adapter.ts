import { randomBytes, sign } from 'node:crypto'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import { NoticeRefused, type PaymentPort, type Prepared } from '../../ports/payment.port.ts'
import { type Answer, makeWechatPayClient, type Refusal, type WechatPayOptions } from './wechat-pay.client.ts'
import * as map from './wechat-pay.mapping.ts'
import { openNotice, verifyNotice } from './wechat-pay.notice.ts'

/** WeChat Pay (APIv3: JSAPI and Native) behind our port. */
export function makeWechatPay(options: WechatPayOptions, log: Logger): PaymentPort {
  const { appId, apiV3Key, platformKeys, privateKey, notifyUrl } = options
  const client = makeWechatPayClient(options)

  function refuse(operation: string, refusal: Refusal): never {
    log.warn({ service: 'wechat-pay', operation, upstreamCode: refusal.code, status: refusal.status }, 'vendor refused')
    throw new AppError(map.isUndecided(refusal) ? 'PAYMENT_BUSY' : 'PAYMENT_REFUSED')
  }

  /** An answer in the shape that `read` accepts, or a refusal; anything else counts as no answer. */
  async function ask<T>(operation: string, run: () => Promise<Answer>, read: (data: unknown) => T | undefined) {
    const answer = await run()
    if ('refusal' in answer) return answer
    const data = 'data' in answer ? read(answer.data) : undefined
    if (data !== undefined) return { data }
    const reason = 'silence' in answer ? answer.silence : 'another shape'
    log.warn({ service: 'wechat-pay', operation, reason }, 'vendor did not answer')
    throw new AppError('PAYMENT_BUSY')
  }

  async function prepare(kind: 'jsapi' | 'native', body: object): Promise<Prepared> {
    const run = () => client.prepay(kind, body)
    const answer = await ask(`prepay ${kind}`, run, (data) => map.Prepay.safeParse(data).data)
    if ('data' in answer) {
      const { data } = answer
      return { kind: 'ready', handle: 'prepay_id' in data ? data.prepay_id : data.code_url }
    }
    if (map.isPaid(answer.refusal)) return { kind: 'paid' }
    if (map.isClosed(answer.refusal)) return { kind: 'closed' }
    return refuse(`prepay ${kind}`, answer.refusal)
  }

  return {
    prepareOnPhone: (order, payerId) =>
      prepare('jsapi', { ...map.orderBody(order, options, notifyUrl), payer: { openid: payerId } }),

    prepareByCode: (order) => prepare('native', map.orderBody(order, options, notifyUrl)),

    callFor(handle, now) {
      const timeStamp = String(Math.floor(now / 1000))
      const nonceStr = randomBytes(16).toString('hex')
      const text = `prepay_id=${handle}`
      const message = Buffer.from(`${appId}\n${timeStamp}\n${nonceStr}\n${text}\n`)
      const paySign = sign('sha256', message, privateKey).toString('base64')
      return { timeStamp, nonceStr, package: text, signType: 'RSA', paySign }
    },

    async find(number) {
      const answer = await ask(
        'query',
        () => client.query(number),
        (data) => map.readFound(data, options),
      )
      if ('data' in answer) return answer.data
      return map.isMissing(answer.refusal) ? { kind: 'unknown' } : refuse('query', answer.refusal)
    },

    async close(number) {
      const answer = await ask(
        'close',
        () => client.close(number),
        () => 'closed' as const,
      )
      if ('data' in answer) return answer.data
      if (map.isPaid(answer.refusal)) return 'paid'
      // What WeChat has never heard of, or has closed, cannot be paid either.
      if (map.isClosed(answer.refusal) || map.isMissing(answer.refusal)) return 'closed'
      return refuse('close', answer.refusal)
    },

    readNotice(headers, body, now) {
      verifyNotice(headers, body, platformKeys, now)
      const { event, content } = openNotice(body, apiV3Key)
      if (event !== 'TRANSACTION.SUCCESS') return undefined
      const found = map.readFound(content, options)
      if (found?.kind !== 'paid') throw new NoticeRefused('it tells of no payment')
      return found.payment
    },
  }
}
