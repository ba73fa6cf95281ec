/** Files by path. */
export type Files = Readonly<Record<string, string>>

/** Sets of files that break a rule, and a set that comes close and does not. */
interface Sample {
  bad: readonly Files[]
  good: Files
}
export type Samples = Readonly<Record<string, Sample>>
