/** What the parent asks of the child that reads, and what it answers. */
export interface Job {
  readonly picture: Uint8Array
  /** `page`: text in lines; `straightened`: after turning it a little; `scattered`: words wherever they stand. */
  readonly layout: 'page' | 'straightened' | 'scattered'
}
export interface Done {
  readonly text: string
}
/** Where the child finds the characters that it knows. */
export interface ChildPaths {
  readonly languages: string
}
