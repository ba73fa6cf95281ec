const ALL = ['sqlite', 'pg'] as const
export type Engine = (typeof ALL)[number]

/** The databases that tests run on: both, or those that `TEST_ENGINES` names, separated by commas. */
export const ENGINES: readonly Engine[] = chosen(process.env.TEST_ENGINES)

function chosen(names: string | undefined): readonly Engine[] {
  if (!names) return ALL
  const found = ALL.filter((engine) => names.split(',').includes(engine))
  if (found.length === 0) throw new Error(`TEST_ENGINES=${names}: choose from ${ALL.join(',')}`)
  return found
}
