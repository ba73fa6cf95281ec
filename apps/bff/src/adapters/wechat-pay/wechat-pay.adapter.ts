import { randomBytes, sign } from 'node:crypto'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import { WebhookRefused, type PaymentPort, type Prepared } from '../../ports/payment.port.ts'
import { retryAfterOf, type VendorCalls, VendorError } from '../vendor-calls.ts'
import { type Answer, makeWechatPayClient, type Refusal, type WechatPayOptions } from './wechat-pay.client.ts'
import * as map from './wechat-pay.mapping.ts'
import { makePlatformKeys } from './platform-keys.ts'
import { openWebhook, verifyWebhook } from './wechat-pay.webhook.ts'

/** WeChat Pay (APIv3: JSAPI and Native) behind our port. */
export function makeWechatPay(options: WechatPayOptions, calls: VendorCalls, log: Logger): PaymentPort {
  const { appId, apiV3Key, privateKey, notifyUrl } = options
  const platformKeys = makePlatformKeys(options, calls, log)
  const client = makeWechatPayClient(options, platformKeys)

  function refuse(operation: string, refusal: Refusal): never {
    log.warn({ service: 'wechat-pay', operation, upstreamCode: refusal.code, status: refusal.status }, 'vendor refused')
    const reason = map.reasonOf(refusal)
    if (reason) {
      calls.refused(operation, reason)
      throw new AppError('PAYMENT_UNAVAILABLE')
    }
    throw new AppError(map.isUndecided(refusal) ? 'PAYMENT_BUSY' : 'PAYMENT_REFUSED')
  }

  /**
   * An answer in the shape that `read` accepts, or a refusal; anything else counts as no answer. Asking and closing are
   * repeated; a prepayment is not, because a person waits for it and can tap again, under the same number.
   */
  async function ask<T>(
    operation: string,
    run: (signal: AbortSignal) => Promise<Answer>,
    read: (data: unknown) => T | undefined,
    repeatable: boolean,
  ): Promise<{ data: T } | { refusal: Refusal }> {
    const once = async (signal: AbortSignal) => {
      const answer = await run(signal)
      if ('refusal' in answer) return answer
      const data = read(answer.data)
      if (data === undefined) throw new VendorError('another shape')
      return { data }
    }
    try {
      const answer = await calls.call(operation, once, { repeatable })
      if ('data' in answer) calls.accepted(operation)
      return answer
    } catch (error) {
      if (error instanceof VendorError && error.refusal) {
        calls.refused(operation, error.refusal)
        throw new AppError('PAYMENT_UNAVAILABLE', { cause: error })
      }
      throw new AppError('PAYMENT_BUSY', { cause: error, ...retryAfterOf(error) })
    }
  }

  async function prepare(kind: 'jsapi' | 'native', body: object): Promise<Prepared> {
    const answer = await ask(
      `prepay ${kind}`,
      (signal) => client.prepay(signal, kind, body),
      (data) => map.Prepay.safeParse(data).data,
      false,
    )
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
        (signal) => client.query(signal, number),
        (data) => map.readAnswer(data, options, number),
        true,
      )
      if ('data' in answer) return answer.data
      return map.isMissing(answer.refusal) ? { kind: 'unknown' } : refuse('query', answer.refusal)
    },

    async close(number) {
      const answer = await ask(
        'close',
        (signal) => client.close(signal, number),
        () => 'closed' as const,
        true,
      )
      if ('data' in answer) return answer.data
      if (map.isPaid(answer.refusal)) return 'paid'
      // An order that WeChat does not know, or has closed, cannot be paid either.
      if (map.isClosed(answer.refusal) || map.isMissing(answer.refusal)) return 'closed'
      return refuse('close', answer.refusal)
    },

    async readWebhook(headers, body, now) {
      await platformKeys.ready()
      verifyWebhook(headers, body, await platformKeys.withSerial(headers.get('wechatpay-serial') ?? ''), now)
      const { event, content } = openWebhook(body, apiV3Key)
      if (event !== 'TRANSACTION.SUCCESS') return undefined
      const found = map.readFound(content, options)
      if (found?.kind !== 'paid') throw new WebhookRefused('it tells of no payment')
      return found.payment
    },
  }
}
