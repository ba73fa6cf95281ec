import { beijingDay } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { can } from '@qingpin/contract/core/policy'
import type { shortlistRoutes } from '@qingpin/contract/shortlists/shortlists.routes'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { demands, requireCustomer } from '../customers/index.ts'
import { placedFrom } from '../placements/index.ts'
import { candidates as listed } from '../resumes/index.ts'
import {
  byFit,
  COMPARED_AT_MOST,
  compare,
  type Demand,
  placedOn,
  originsIn,
  skillsOfLike,
  tradesFor,
  withinBudget,
  type Worker,
  wordsOfLike,
} from './match.rules.ts'

/** Matching shows workers to who may see customers: both permissions are needed. */
export function requireWorkersSeen(ctx: Ctx): void {
  if (!can(requirePerson(ctx).role, 'resume:view')) throw new AppError('FORBIDDEN')
}

type Spans = Parameters<typeof placedOn>[0]

/** A worker as the rules compare her. */
export const workerOf = (
  { row, card, texts }: listed.Candidate,
  spans: Spans,
  today: string,
  customerId: string,
): Worker => ({
  jobType: row.jobType,
  gender: row.gender,
  age: card.age,
  education: row.education,
  experienceYears: row.experienceYears,
  experienceKnown: row.experienceKnown,
  expectedSalary: row.expectedSalary,
  nativePlace: row.nativePlace,
  skills: row.skills,
  orderStatus: row.orderStatus,
  availability: row.availability,
  texts,
  ...placedOn(spans, today, customerId),
})

const nearnessOf = (demand: Demand) => ({
  jobTypes: tradesFor(demand),
  payMax: demand.salaryBudget,
  places: originsIn(demand.originRequirement),
  likes: (demand.likes ?? []).map((like) => ({ skills: skillsOfLike(like), words: wordsOfLike(like) })),
})

type Query = z.output<(typeof shortlistRoutes)['matches']['query']>

/** The workers who suit a customer, the fewest mismatches first: one statement for them, one for their placements. */
export async function matches(ctx: Ctx, customerId: string, query: Query) {
  requireWorkersSeen(ctx)
  const customer = await ctx.db.tx((t) => requireCustomer(t, ctx, customerId))
  const candidates = await listed.candidatesNear(ctx, nearnessOf(customer), COMPARED_AT_MOST + 1)
  const today = beijingDay(ctx.now)
  const ids = candidates.map(({ row }) => row.id)
  const spans = await ctx.db.tx((t) => placedFrom(t, ctx, ids, today))
  const all = candidates
    .slice(0, COMPARED_AT_MOST)
    .map((candidate) => {
      const { row, card } = candidate
      const worker = workerOf(candidate, spans.get(row.id) ?? [], today, customerId)
      const inBudget = withinBudget(customer, row.expectedSalary)
      return { ...compare(customer, worker, today), id: row.id, updatedAt: row.updatedAt, inBudget, worker, card }
    })
    .toSorted(byFit)
  const byGaps: number[] = []
  for (const { gaps } of all) {
    while (byGaps.length <= gaps.length) byGaps.push(0)
    byGaps[gaps.length] = (byGaps[gaps.length] ?? 0) + 1
  }
  const found = all.filter(
    ({ gaps, inBudget }) =>
      (query.gaps === undefined || gaps.length === query.gaps) && (query.withinBudget !== true || inBudget),
  )
  const pageSize = pageSizeOf(query)
  const from = (query.page - 1) * pageSize
  return {
    demand: demands.demandView(customer),
    items: found.slice(from, from + pageSize).map(({ card, reasons, gaps, worker: { placed } }) => ({
      ...card,
      reasons,
      gaps,
      placed: placed !== undefined,
      placedUntil: placed?.until ?? null,
    })),
    total: found.length,
    page: query.page,
    pageSize,
    totalPages: Math.ceil(found.length / pageSize),
    counts: { all: all.length, withinBudget: all.filter(({ inBudget }) => inBudget).length, byGaps },
    capped: candidates.length > COMPARED_AT_MOST,
  }
}
