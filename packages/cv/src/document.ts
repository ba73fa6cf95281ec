/** A CV as the person wrote it. Pure data: it is kept, sent and printed as it stands here. */
export interface CvDocument {
  readonly version: 1
}
