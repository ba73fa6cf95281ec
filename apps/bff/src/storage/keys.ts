import type { Ctx } from '../context.ts'

/** Where files of this installation lie: `kept` what was looked at, `incoming` where permissions to write lead. */
export const placesOf = ({ settings: { store } }: Pick<Ctx, 'settings'>) => ({
  kept: `${store.mark}/files/`,
  incoming: `${store.mark}/incoming/`,
})
