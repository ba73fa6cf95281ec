import { createHash } from 'node:crypto'
import type { SubscribeAnswer, SubscribeResult, Undelivered, WechatPush } from '../../ports/wechat-push.port.ts'
import { contentLabel } from '../wechat/wechat.labels.ts'
import { type Fields, recordsIn, textIn } from './push.fields.ts'

const SCENE = 'qrscene_'
/** What a `subscribe` brings that comes from a payment instead of a code. */
const NO_SCENE = 'last_trade_no_'

function sceneOf(fields: Fields): string | null {
  const key = textIn(fields, 'EventKey')
  const scene = key.startsWith(SCENE) ? key.slice(SCENE.length) : key
  return scene === '' || scene.startsWith(NO_SCENE) ? null : scene
}

/** `success`, `failed:user block`, `failed: system failed`, `failed:freq limit`. */
function undeliveredIn(status: string): Undelivered | null {
  if (status === 'success') return null
  if (status.includes('user block')) return 'blocked'
  return status.includes('freq limit') ? 'limited' : 'failed'
}

/** Lists stand below a field named after the event, and in JSON perhaps at the top. */
const listIn = (fields: Fields, parent: string): Fields[] =>
  [fields, ...recordsIn(fields, parent)].flatMap((one) => recordsIn(one, 'List'))

function answersIn(fields: Fields, parent: string): SubscribeAnswer[] {
  return listIn(fields, parent).map((one) => ({
    templateId: textIn(one, 'TemplateId'),
    accepted: textIn(one, 'SubscribeStatusString') === 'accept',
  }))
}

function resultsIn(fields: Fields): SubscribeResult[] {
  return listIn(fields, 'SubscribeMsgSentEvent').map((one) => ({
    templateId: textIn(one, 'TemplateId'),
    messageId: textIn(one, 'MsgID') || textIn(one, 'MsgId'),
    undelivered: Number(textIn(one, 'ErrorCode')) === 0 ? null : 'failed',
  }))
}

type Judgement = Pick<WechatPush & { kind: 'media-judged' }, 'verdict' | 'label'>

function judgementIn(fields: Fields): Judgement {
  const [result] = recordsIn(fields, 'result')
  const suggest = result && textIn(result, 'suggest')
  const failed = [fields, ...recordsIn(fields, 'detail')].some((one) => Number(textIn(one, 'errcode')) !== 0)
  // A picture that could not be fetched has been reported as passed.
  if (failed && suggest !== 'risky') return { verdict: 'unjudged', label: null }
  const verdict = suggest === 'pass' || suggest === 'review' || suggest === 'risky' ? suggest : 'unjudged'
  return { verdict, label: verdict === 'pass' ? null : contentLabel(Number(result && textIn(result, 'label'))) }
}

/** The event of a push that came at a moment, in our words. */
export function pushIn(fields: Fields, now: number): WechatPush {
  const from = textIn(fields, 'FromUserName')
  const at = Number(textIn(fields, 'CreateTime')) * 1000 || now
  const event = textIn(fields, 'Event')
  if (textIn(fields, 'MsgType') !== 'event') return { kind: 'message', from }
  switch (event) {
    case 'subscribe':
      return { kind: 'subscribed', from, scene: sceneOf(fields), at }
    case 'SCAN':
      return { kind: 'scanned', from, scene: sceneOf(fields), at }
    case 'unsubscribe':
      return { kind: 'unsubscribed', from, at }
    case 'CLICK':
      return { kind: 'message', from }
    case 'TEMPLATESENDJOBFINISH': {
      const messageId = textIn(fields, 'MsgID') || textIn(fields, 'MsgId')
      return { kind: 'template-finished', from, messageId, undelivered: undeliveredIn(textIn(fields, 'Status')) }
    }
    case 'subscribe_msg_popup_event':
      return { kind: 'subscribe-changed', from, how: 'dialog', answers: answersIn(fields, 'SubscribeMsgPopupEvent') }
    case 'subscribe_msg_change_event':
      return { kind: 'subscribe-changed', from, how: 'settings', answers: answersIn(fields, 'SubscribeMsgChangeEvent') }
    case 'subscribe_msg_sent_event':
      return { kind: 'subscribe-sent', from, results: resultsIn(fields) }
    case 'wxa_media_check':
      return { kind: 'media-judged', traceId: textIn(fields, 'trace_id'), ...judgementIn(fields) }
    case 'xpay_goods_deliver_notify':
    case 'xpay_coin_pay_notify':
      return { kind: 'virtual-payment', event }
    default:
      return { kind: 'other' }
  }
}

const KEY_FIELDS = ['FromUserName', 'CreateTime', 'MsgType', 'Event', 'EventKey', 'MsgId', 'MsgID', 'trace_id'] as const

/** The same event pushed again has the same: two verdicts of one second differ in their trace, two people in the sender. */
export const keyOf = (fields: Fields): string =>
  createHash('sha256')
    .update(JSON.stringify(KEY_FIELDS.map((name) => textIn(fields, name))))
    .digest('hex')
