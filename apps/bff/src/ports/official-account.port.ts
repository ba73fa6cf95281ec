/** A message to one person who subscribed to our service account. */
export interface TemplateMessage {
  /** The person's id within the service account. */
  to: string
  /** The id of a template that the account has. */
  templateId: string
  /** The values by the names that the template has for them, as `thing1`; one that is too long is cut. */
  fields: Readonly<Record<string, string>>
  /** The page of the mini program that a tap opens, with its query; without one nothing opens. */
  page?: string | undefined
  /** At most 32 characters. A repeat with the same key within ten minutes is sent once. */
  key: string
}

/**
 * Why a message was refused for good. `unsubscribed`: she no longer subscribes; `unknown-person`: the id is not one of
 * this account; `content`: the template or its fields do not fit; `our-setup`: only the agency can help.
 */
export type TemplateRefusal = 'unsubscribed' | 'unknown-person' | 'content' | 'our-setup'

/**
 * What became of a message. `sent`: accepted, and whether it arrived comes later as a push with this id; `unsent`: it
 * certainly did not go out and may be tried again; `unknown`: it may have gone out, a repeat within ten minutes is safe.
 */
export type TemplateOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'refused'; reason: TemplateRefusal }
  | { kind: 'unsent' | 'unknown'; retryAfterSeconds?: number }

/** What we need of WeChat's service account, in our words. */
export interface OfficialAccountPort {
  /** The app id under which people's ids of this account are stored. */
  readonly appId: string
  /**
   * A picture of a code that brings `scene` to us when it is scanned, valid for a number of seconds. Fails with WECHAT_BUSY or
   * WECHAT_UNAVAILABLE.
   * @param scene 1 to 64 characters
   */
  bindCode(scene: string, seconds: number): Promise<{ pictureUrl: string; seconds: number }>
  /** Never rejects: an error is an outcome. */
  sendTemplate(message: TemplateMessage): Promise<TemplateOutcome>
}
