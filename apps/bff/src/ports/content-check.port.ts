import type { ContentLabel } from '@qingpin/contract/reviews/reviews.enums'

/**
 * What may be said of a text: show it, have a person look at it, do not show it. `unjudged`: the service judges nobody
 * whom it does not know, so that a person has to look.
 */
export type TextVerdict = 'pass' | 'unjudged' | 'review' | 'risky'

/** A verdict, and what the service sees in the text. */
export interface TextJudgement {
  verdict: TextVerdict
  label: ContentLabel | null
}

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
  judge(text: string, author: TextAuthor): Promise<TextJudgement>
}

/** What came of asking about a picture; the verdict follows as a push that names the trace. */
export type PictureSubmission = { kind: 'asked'; traceId: string } | { kind: 'unknown-author' }

/** Has pictures judged that other people will see. */
export interface PictureCheckPort {
  /** Asks about a picture at a public address. Rejects when that cannot be done now; asking twice does no harm. */
  submit(address: string, author: { wechatId: string; scene: TextAuthor['scene'] }): Promise<PictureSubmission>
}
