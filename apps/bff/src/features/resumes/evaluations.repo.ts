import { EVALUATIONS_SHOWN } from '@qingpin/contract/resumes/resumes.rules'
import { and, desc, eq } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'

/** The newest published evaluations of a worker. */
export function* publishedEvaluations(t: Q, ctx: Ctx, resumeId: string) {
  const { resumeEvaluations: e, accounts } = ctx.db.s
  return yield* ask(
    t
      .select({ evaluation: e, evaluatorName: accounts.name })
      .from(e)
      .leftJoin(accounts, eq(accounts.id, e.evaluatorId))
      .where(and(eq(e.resumeId, resumeId), eq(e.published, true)))
      .orderBy(desc(e.createdAt), desc(e.id))
      .limit(EVALUATIONS_SHOWN),
  )
}

export type NewEvaluation = Omit<
  Ctx['db']['s']['resumeEvaluations']['$inferInsert'],
  'id' | 'resumeId' | 'evaluatorId' | 'createdAt'
>

export function* insertEvaluation(t: Q, ctx: Ctx, resumeId: string, evaluation: NewEvaluation): Op<void> {
  const evaluatorId = accountIdOf(ctx)
  yield* ask(
    t
      .insert(ctx.db.s.resumeEvaluations)
      .values({ ...evaluation, id: newId(ctx.now), resumeId, evaluatorId, createdAt: ctx.now }),
  )
}
