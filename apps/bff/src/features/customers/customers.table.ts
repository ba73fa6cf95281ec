import type { Kit } from '../../db/kit.ts'

export const customerTables = (_k: Kit) => ({})
