/**
 * What may be said of a text: show it, have a person look at it, do not show it. `unjudged`: the service judges nobody
 * whom it does not know, so that a person has to look.
 */
export type TextVerdict = 'pass' | 'unjudged' | 'review' | 'risky'

export interface TextAuthor {
  /** The author's id within our mini program, where there is one. */
  wechatId: string | null
  scene: 'profile' | 'comment' | 'forum' | 'social'
}

/** Judges text that other people will see. */
export interface ContentCheckPort {
  /** How many characters are judged at once. A longer text takes several calls. */
  readonly longest: number
  /** Rejects when there is no verdict to be had now. */
  judge(text: string, author: TextAuthor): Promise<TextVerdict>
}
