/** What may be said of a text: show it, have a person look at it, do not show it. */
export type TextVerdict = 'pass' | 'review' | 'risky'

export interface TextAuthor {
  /** The author's id within our mini program, where there is one: the judgement is finer with it. */
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
