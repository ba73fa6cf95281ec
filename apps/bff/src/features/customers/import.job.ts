import { setImmediate as nextTurn } from 'node:timers/promises'
import { can } from '@qingpin/contract/core/policy'
import { HOUR_MS } from '@qingpin/contract/core/days'
import * as audit from '../../audit/audit.ts'
import type { Ctx, Person } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { Queue } from '../../jobs/index.ts'
import { updateCustomer } from './customers.repo.ts'
import { changesOf } from './edit.rules.ts'
import { type Judging, judgeRows, type Outcome, type Staff } from './import-rows.service.ts'
import * as repo from './import.repo.ts'
import { IMPORT_QUEUE } from './import.rules.ts'
import { recycleAtOf } from './pool.rules.ts'
import { readRules } from './recycling.repo.ts'
import { stampRecycling } from './recycling.service.ts'

export { importRetention } from './import.repo.ts'

/** Who started the import, as long as they may; undefined where they left or lost the right. */
async function actorOf(ctx: Ctx, importId: string): Promise<Person | undefined> {
  const account = await repo.findActor(ctx, importId)
  if (!account?.role || account.status !== 'active' || !can(account.role, 'customer:import')) return undefined
  const { accountId, role } = account
  return { kind: 'person', accountId, sessionId: '', role, roles: [role] }
}

type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>

function* enter(t: Q, ctx: Ctx, importId: string, outcomes: readonly OutcomeOf<'create'>[], by: string): Op<number> {
  const { rules } = yield* readRules(t, ctx)
  const customers = outcomes.map(({ line, columns }) => {
    const state = {
      assignedAt: ctx.now,
      inPublicPool: false,
      lastFollowUpAt: null,
      nextFollowUpAt: null,
      contractEndsAt: null,
    }
    const recycleAt = recycleAtOf(rules, { ...columns, ...state, autoTransferEnabled: true })
    return { ...columns, recycleAt, createdBy: by, assignedBy: by, clientId: line.id }
  })
  const entered = yield* repo.insertCustomers(t, ctx, customers)
  for (const { line } of outcomes) {
    const row = entered.find(({ clientId }) => clientId === line.id)
    // Another one entered the number in the same moment: the next look finds it.
    if (!row) continue
    yield* audit.record(t, ctx, {
      action: 'customer.create',
      subjectId: row.id,
      changes: {
        leadSource: [null, row.leadSource],
        assignedTo: [null, row.assignedTo],
        import: [null, importId],
      },
    })
    yield* repo.setLine(t, ctx, line.id, { result: 'created', reasons: null, customerId: row.id })
  }
  return entered.length
}

function* fill(t: Q, ctx: Ctx, { line, customer, columns }: OutcomeOf<'fill'>): Op<void> {
  const changes = changesOf(customer, columns)
  const updated = yield* updateCustomer(t, ctx, customer, columns)
  yield* stampRecycling(t, ctx, updated)
  yield* audit.record(t, ctx, { action: 'customer.update', subjectId: customer.id, changes })
  yield* repo.setLine(t, ctx, line.id, { result: 'filled', reasons: null, customerId: customer.id })
}

/** Enters the next rows of an import; false when none is left. */
function* enterBatch(t: Q, ctx: Ctx, id: string, by: string, staff: readonly Staff[]): Op<boolean> {
  const row = yield* repo.lockRunning(t, ctx, id)
  if (!row?.plan) return false
  const lines = yield* repo.linesAfter(t, ctx, { importId: id, result: 'waiting', line: 0 })
  const judging: Judging = { importId: id, plan: row.plan, staff, seen: new Map(), lock: true }
  const outcomes = yield* judgeRows(t, ctx, judging, lines)
  for (const outcome of outcomes) {
    if (outcome.kind === 'fill') yield* fill(t, ctx, outcome)
    else if (outcome.kind !== 'create') {
      const { kind: result, reasons, customerId } = outcome
      yield* repo.setLine(t, ctx, outcome.line.id, { result, reasons, customerId })
    }
  }
  const fresh = outcomes.filter((outcome) => outcome.kind === 'create')
  const entered = yield* enter(t, ctx, id, fresh, by)
  if (fresh.length > 0 && fresh.length === lines.length && entered === 0) throw new Error('no row could be entered')
  if (lines.length > 0) return true
  yield* repo.setImport(t, ctx, id, { state: 'done', finishedAt: ctx.now })
  return false
}

/** Enters the rows of an import batch by batch: killed at any moment, it goes on where it was. */
export const customerImport: Queue = {
  ...IMPORT_QUEUE,
  async run(jobCtx, { id }) {
    const importId = String(id)
    const actor = await actorOf(jobCtx, importId)
    if (!actor) {
      const stopped = '开始导入的同事已经停用，或者没有这项权限了。'
      await jobCtx.db.tx((t) =>
        repo.setImport(t, jobCtx, importId, { state: 'stopped', stopped, finishedAt: jobCtx.now }),
      )
      return undefined
    }
    const staff = await repo.activeStaff(jobCtx)
    for (;;) {
      const ctx: Ctx = { ...jobCtx, actor, now: jobCtx.clock() }
      try {
        if (!(await ctx.db.tx((t) => enterBatch(t, ctx, importId, actor.accountId, staff)))) return undefined
      } catch (error) {
        if (error instanceof AppError && error.code === 'DUPLICATE_HITS_USED_UP') return ctx.now + HOUR_MS
        throw error
      }
      await nextTurn()
    }
  },
}
