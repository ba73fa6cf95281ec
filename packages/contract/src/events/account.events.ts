/** The topic of an account; each account has one, and its own sessions alone read it. */
export const accountTopic = (accountId: string): string => `account:${accountId}`

/**
 * The events of an account's topic, by type. Each tells that something has changed and replaces the one before it of its
 * type: a reader fetches what has changed, and misses nothing when it was away.
 */
export interface AccountEvents {
  /** A session of the account has ended or changed its role. Streams end after it, so that each session proves itself. */
  session: { change: 'ended' | 'role' }
  /** The lobby of a room of the host has changed. `knock` is the id of a guest who has just come to it. */
  lobby: { roomId: string; knock: string | null }
  /** A request to hand a customer over, made by the account or to be answered by it, has changed. */
  transfers: { change: 'asked' | 'answered' | 'withdrawn' }
  /** A customer has done something on a shortlist: liked, written, proposed times. */
  shortlist: { shortlistId: string; customerId: string }
  /** The account was bound to the service account or is no longer; or its code was scanned by who is bound elsewhere. */
  'service-account': { change: 'bound' | 'unbound' | 'bound-elsewhere' }
  /** The account was notified of something, or has read it on another device. */
  notifications: { change: 'new' | 'read' }
}
export type AccountEventType = keyof AccountEvents

/** The type of the events after which a stream ends. */
export const SESSION_EVENT: AccountEventType = 'session'
