import { startOfDay } from '@qingpin/contract/core/days'
import { FIRST_INTERVIEWS, NEWEST_ARTICLES, NEWEST_RESUMES } from '@qingpin/contract/home/home.rules'
import { accountIdOf, type Ctx, personOf, requirePerson } from '../../context.ts'
import { openAlerts } from './alerts.service.ts'
import { reviewsWaiting } from '../reviews/index.ts'
import { activeBanners, listArticles } from '../content/index.ts'
import { customerGroups, customersOfDay, placedCustomers } from '../customers/index.ts'
import { placementGroups } from '../placements/index.ts'
import { interviewsOfDay } from '../interviews/index.ts'
import { shortlistGroups } from '../shortlists/index.ts'
import { resumeLists, resumeStats } from '../resumes/index.ts'

export async function home(ctx: Ctx) {
  const accountId = accountIdOf(ctx)
  return {
    agency: ctx.settings.agency,
    banners: await activeBanners(ctx, personOf(ctx)?.role ?? 'guest'),
    articles: (await listArticles(ctx, { page: 1, pageSize: NEWEST_ARTICLES })).list,
    workers: await resumeStats.accepting(ctx),
    myResume: accountId === null ? null : await resumeStats.summaryOf(ctx, accountId),
  }
}

export async function today(ctx: Ctx) {
  const { newSince: newToday, draft, withoutConsent } = await resumeStats.waiting(ctx, startOfDay(ctx.now))
  const query = { page: 1, pageSize: NEWEST_RESUMES, sortBy: 'createdAt', sortOrder: 'desc' } as const
  const { items, total } = await resumeLists.listResumes(ctx, query)
  const [customers, interviews] = [await customersOfDay(ctx), await interviewsOfDay(ctx, FIRST_INTERVIEWS)]
  return {
    resumes: { newToday, draft, withoutConsent, total },
    newest: items,
    customers,
    interviews,
    // Each feature gives its lines; another one is a line here.
    groups: [
      ...(await customerGroups(ctx)),
      ...(await shortlistGroups(ctx)),
      ...(await placementGroups(ctx, placedCustomers)),
    ],
    banners: await activeBanners(ctx, requirePerson(ctx).role),
    alerts: await openAlerts(ctx),
    reviewsWaiting: await reviewsWaiting(ctx),
  }
}
