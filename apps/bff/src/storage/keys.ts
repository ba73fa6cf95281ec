import type { Ctx } from '../context.ts'

/** Where files of this installation lie: `stored` what was looked at, `incoming` where permissions to write lead. */
export const prefixesOf = ({ settings: { store } }: Pick<Ctx, 'settings'>) => ({
  stored: `${store.mark}/files/`,
  incoming: `${store.mark}/incoming/`,
})
