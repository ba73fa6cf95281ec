import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { Ctx } from '../../context.ts'
import type { ListFilter } from './list-filter.repo.ts'
import * as repo from './list.repo.ts'
import { type CardRow, resumeCard } from './record.view.ts'
import type { ResumeRow } from './resumes.table.ts'
import * as search from './worker-search.repo.ts'

/** One page of resumes, for staff. */
export async function listResumes(ctx: Ctx, filter: ListFilter) {
  const { rows, total, nextCursor } = await repo.listCards(ctx, filter)
  const pageSize = pageSizeOf(filter)
  return {
    items: rows.map((row) => resumeCard(ctx, row)),
    total,
    page: filter.page,
    pageSize,
    totalPages: Math.ceil(total / pageSize),
    nextCursor,
  }
}

interface CardPage {
  rows: CardRow[]
  total: number
  nextCursor: string | null
}

/** One page of listed workers, found by nothing that their public reply hides. */
export const listedWorkers = (
  ctx: Ctx,
  filter: ListFilter,
  { ethnicity }: { ethnicity?: string | undefined } = {},
): Promise<CardPage> => repo.listCards(ctx, filter, { isStaff: false, ethnicity })

/** Workers by two characters of a name or a whole phone number; strangers find listed ones only. */
export const findWorkers = (ctx: Ctx, query: search.WorkerQuery): Promise<ResumeRow[]> => search.findWorkers(ctx, query)
