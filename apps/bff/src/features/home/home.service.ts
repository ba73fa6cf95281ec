import type { Ctx } from '../../context.ts'
import { countAccepting, countResumes, listResumes, summaryOf } from '../resumes/index.ts'

const HOUR = 3_600_000
const BEIJING = 8 * HOUR
const DAY = 24 * HOUR

/** Midnight in Beijing before a moment; both epoch milliseconds. */
export const startOfDay = (now: number): number => Math.floor((now + BEIJING) / DAY) * DAY - BEIJING

export async function home(ctx: Ctx) {
  return {
    agency: ctx.settings.agency,
    workers: { accepting: await countAccepting(ctx) },
    myResume: ctx.actor ? await summaryOf(ctx, ctx.actor.accountId) : null,
  }
}

export async function today(ctx: Ctx) {
  const { newSince: newToday, draft, pending, total } = await countResumes(ctx, startOfDay(ctx.now))
  const { items } = await listResumes(ctx, { page: 1, pageSize: 5, sortBy: 'createdAt', sortOrder: 'desc' })
  return { resumes: { newToday, draft, pending, total }, newest: items }
}
