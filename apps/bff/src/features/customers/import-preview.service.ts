import { setImmediate as nextTurn } from 'node:timers/promises'
import { PREVIEW_PROBLEMS, PREVIEW_ROWS, type Plan, type RowResult } from '@qingpin/contract/customers/import.rules'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type Judging, judgeRows, nameIn } from './import-rows.service.ts'
import { activeStaff, linesAfter } from './import.repo.ts'
import { requireDraft } from './import.service.ts'
import { countsOf, previewRow, problemView } from './import.view.ts'

const RESULTS = { create: 'created', fill: 'filled', skipped: 'skipped', refused: 'refused' } as const

/** What would become of each row by a plan. Goes through the rows in small steps, so that others are served between. */
export async function preview(ctx: Ctx, id: string, plan: Plan) {
  const row = await ctx.db.tx((t) => requireDraft(t, ctx, id, plan, { lock: false }))
  if (row.state !== 'draft') throw new AppError('IMPORT_STARTED')
  const judging: Judging = { importId: id, plan, staff: await activeStaff(ctx), seen: new Map(), lock: false }
  const counts = new Map<RowResult, number>()
  const rows: ReturnType<typeof previewRow>[] = []
  const problems: ReturnType<typeof problemView>[] = []
  for (let line = 0; ;) {
    const { last, outcomes } = await ctx.db.tx(function* (t) {
      const lines = yield* linesAfter(t, ctx, { importId: id, line })
      return { last: lines.at(-1)?.line, outcomes: yield* judgeRows(t, ctx, judging, lines) }
    })
    if (last === undefined) break
    line = last
    for (const outcome of outcomes) {
      const result = RESULTS[outcome.kind]
      counts.set(result, (counts.get(result) ?? 0) + 1)
      if (rows.length < PREVIEW_ROWS) rows.push(previewRow(outcome.line.line, outcome.understood.values))
      if ('reasons' in outcome && problems.length < PREVIEW_PROBLEMS) {
        const { reasons, customerId } = outcome
        problems.push(problemView({ line: outcome.line.line, reasons, customerId }, nameIn(outcome.understood)))
      }
    }
    await nextTurn()
  }
  return {
    counts: countsOf(
      row.total,
      [...counts].map(([result, n]) => ({ result, n })),
    ),
    rows,
    problems,
  }
}
