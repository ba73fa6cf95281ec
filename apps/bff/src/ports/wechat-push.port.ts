import type { ContentLabel } from '@qingpin/contract/reviews/reviews.enums'

/** Whose pushes they are; each sender has an app id, a token and a key of its own. */
export const PUSH_SENDERS = ['service-account', 'mini-program'] as const
export type PushSender = (typeof PUSH_SENDERS)[number]

export type Undelivered = 'blocked' | 'limited' | 'failed'

/** What WeChat reports, in our words; `from` is the person's id within the app that reports it, `at` when it happened. */
export type WechatPush =
  /** She subscribes to the service account, or scans a code while she does; `scene` is what the code brought. */
  | { kind: 'subscribed' | 'scanned'; from: string; scene: string | null; at: number }
  | { kind: 'unsubscribed'; from: string; at: number }
  /** She wrote something or tapped a menu. */
  | { kind: 'message'; from: string }
  /** Whether a template message arrived; the reason where it did not. */
  | { kind: 'template-finished'; from: string; messageId: string; undelivered: Undelivered | null }
  /** What she answered to requests for subscribe messages, or changed in the settings of WeChat. */
  | { kind: 'subscribe-changed'; from: string; how: 'dialog' | 'settings'; answers: SubscribeAnswer[] }
  /** Whether subscribe messages arrived. */
  | { kind: 'subscribe-sent'; from: string; results: SubscribeResult[] }
  /** The verdict about a picture; `unjudged` where WeChat could not look at it. */
  | {
      kind: 'media-judged'
      traceId: string
      verdict: 'pass' | 'review' | 'risky' | 'unjudged'
      label: ContentLabel | null
    }
  /** A payment of the mini program's virtual goods. */
  | { kind: 'virtual-payment'; event: string }
  /** Anything else; it is acknowledged and nothing follows. */
  | { kind: 'other' }

export interface SubscribeAnswer {
  templateId: string
  accepted: boolean
}
export interface SubscribeResult {
  templateId: string
  messageId: string
  undelivered: Undelivered | null
}

export interface ReceivedPush {
  push: WechatPush
  /** Names the same event however often it is pushed. */
  key: string
  /** What the push was signed with. */
  signature: string
  /** Where an answer of words goes: whom the push came from and which account got it. */
  parties: { from: string; to: string }
}

/** A push that is not from WeChat, is too old, or cannot be read. */
export class PushRefused extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
    this.name = 'PushRefused'
  }
}

/** Reads the pushes of one sender by our settings for it, never by what the push claims. */
export interface WechatPushPort {
  readonly appId: string
  /** What WeChat expects back when the address is set up. Throws PushRefused. */
  verify(query: URLSearchParams): string
  /** Throws PushRefused. */
  read(query: URLSearchParams, body: Uint8Array, now: number): ReceivedPush
  /** The body of an answer: an acknowledgement, or words to the person. */
  answer(received: ReceivedPush, words: string | null, now: number): { body: string; type: string }
}
