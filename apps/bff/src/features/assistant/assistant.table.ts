import type { Kit } from '../../db/kit.ts'

export const assistantTables = (_k: Kit) => ({})
