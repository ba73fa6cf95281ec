/** How WeChat sends its pushes to us, as it is set in its console. */
export const PUSH_MODES = ['plain', 'compatible', 'safe'] as const
export type PushMode = (typeof PUSH_MODES)[number]

export const PUSH_MODE_LABELS: Record<PushMode, string> = {
  plain: '明文',
  compatible: '兼容',
  safe: '安全',
}

/** What became of a message of the service account. */
export const MESSAGE_STATES = ['sending', 'sent', 'arrived', 'refused', 'unknown'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const MESSAGE_STATE_LABELS: Record<MessageState, string> = {
  sending: '正在发',
  sent: '已交给微信',
  arrived: '已送到',
  refused: '没有送到',
  unknown: '微信还没有回音',
}

/** Why a message did not arrive. */
export const MESSAGE_REASONS = [
  'unsubscribed',
  'unknown-person',
  'content',
  'our-setup',
  'blocked',
  'limited',
  'failed',
  'busy',
] as const
export type MessageReason = (typeof MESSAGE_REASONS)[number]

export const MESSAGE_REASON_LABELS: Record<MessageReason, string> = {
  unsubscribed: '已经取消关注',
  'unknown-person': '不是这个服务号的人',
  content: '模板或内容不对',
  'our-setup': '服务号的设置有问题',
  blocked: '对方拒收服务号消息',
  limited: '发得太频繁',
  failed: '微信没有送到',
  busy: '微信正忙',
}
