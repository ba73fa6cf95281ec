import type { Kit } from '../../db/kit.ts'

export const orderTables = (_k: Kit) => ({})
