import { startOfDay } from '@qingpin/contract/core/days'
import { accountIdOf, type Ctx } from '../../context.ts'
import { activeBanners, listArticles } from '../content/index.ts'
import { customersOfDay } from '../customers/index.ts'
import { listResumes, resumeStats } from '../resumes/index.ts'

const ARTICLES_SHOWN = 3

export async function home(ctx: Ctx) {
  const accountId = accountIdOf(ctx)
  return {
    agency: ctx.settings.agency,
    banners: await activeBanners(ctx),
    articles: (await listArticles(ctx, { page: 1, pageSize: ARTICLES_SHOWN })).list,
    workers: await resumeStats.accepting(ctx),
    myResume: accountId === null ? null : await resumeStats.summaryOf(ctx, accountId),
  }
}

export async function today(ctx: Ctx) {
  const { newSince: newToday, draft } = await resumeStats.waiting(ctx, startOfDay(ctx.now))
  const { items, total } = await listResumes(ctx, { page: 1, pageSize: 5, sortBy: 'createdAt', sortOrder: 'desc' })
  return { resumes: { newToday, draft, total }, newest: items, customers: await customersOfDay(ctx) }
}
