import type { Kit } from '../../db/kit.ts'

export const cvTables = (_k: Kit) => ({})
