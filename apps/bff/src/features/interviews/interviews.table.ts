import type { Kit } from '../../db/kit.ts'

export const interviewTables = (_k: Kit) => ({})
