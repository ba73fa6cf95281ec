/**
 * What became of a message that was handed to a vendor: `not-sent` never reached it and may be tried again; `refused` is
 * final; of `unknown` it cannot be said whether it will arrive, so it is sent again only where the vendor makes one message
 * of both (`repeatable`).
 */
export type SendOutcome =
  | { kind: 'sent'; vendorId: string | null }
  | { kind: 'refused'; reason: 'no-quota' | 'not-bound' | 'refused' | 'too-many' | 'our-setup' }
  | { kind: 'not-sent' }
  | { kind: 'unknown'; repeatable?: boolean }

/** A message in the words of a template: what happened, and when (epoch ms). Neither names a person. */
export interface MessageContent {
  what: string
  at: number
}
