export interface TopicEvent {
  readonly seq: number
  readonly type: string
  /** What the feature that writes the topic declares for this type. */
  readonly data: unknown
  readonly at: string
}

/** `opening`: the first attempt; `connecting`: lost or failed, and tried again; `live`: connected. */
export type LineState = 'opening' | 'connecting' | 'live'

export interface NamedEvent extends TopicEvent {
  readonly topic: string
}

export interface TopicState {
  readonly topic: string
  readonly last: number
  readonly error: { readonly code: string; readonly message: string } | null
  readonly closed?: boolean
}

export const isNamedEvent = (value: unknown): value is NamedEvent =>
  typeof value === 'object' &&
  value !== null &&
  'topic' in value &&
  typeof value.topic === 'string' &&
  'seq' in value &&
  typeof value.seq === 'number' &&
  'type' in value &&
  typeof value.type === 'string'

export const isTopicState = (value: unknown): value is TopicState =>
  typeof value === 'object' &&
  value !== null &&
  'topic' in value &&
  typeof value.topic === 'string' &&
  'last' in value &&
  typeof value.last === 'number'
