import type { Kit } from '../../db/kit.ts'

export const contentTables = (_k: Kit) => ({})
