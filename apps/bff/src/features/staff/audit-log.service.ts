import { setImmediate as nextTurn } from 'node:timers/promises'
import type { auditRoutes } from '@qingpin/contract/staff/audit.routes'
import { ACTION_LABELS, actorRoleWords, SUBJECT_LABELS } from '@qingpin/contract/staff/audit.enums'
import { AUDIT_EXPORTED } from '@qingpin/contract/staff/audit.rules'
import { beijingDay, inBeijing } from '@qingpin/contract/core/days'
import type { z } from 'zod'
import { UNQUOTED } from '../../audit/audit.rules.ts'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { tableFile } from '../../http/table-file.ts'
import * as repo from './audit-log.repo.ts'
import { auditView } from './audit-log.view.ts'
import { AUDIT_BATCH } from './audit-log.rules.ts'

type ListQuery = z.output<(typeof auditRoutes)['auditLog']['query']>

export async function list(ctx: Ctx, { limit, cursor, ...filter }: ListQuery) {
  const { rows, nextCursor } = await repo.pageOfLog(ctx, filter, limit, cursor)
  const names = await repo.namesIn(ctx, rows)
  return { items: rows.map((row) => auditView(row, names)), total: await repo.countLog(ctx, filter), nextCursor }
}

const HEADS = ['时间', '谁', '身份', '做了什么', '对什么', '名字', '编号', '改动'] as const

const momentText = (at: number) => inBeijing(at).toISOString().slice(0, 19).replace('T', ' ')

function lineOf(line: repo.AuditLine, names: repo.Names): string[] {
  const { actor, actorRole, action, subjectType, subjectId, subject, changes } = auditView(line, names)
  return [
    momentText(line.entry.at),
    actor ?? '',
    actorRoleWords(actorRole),
    ACTION_LABELS[action] ?? action,
    SUBJECT_LABELS[subjectType] ?? subjectType,
    subject ?? '',
    subjectId,
    changes.map(({ field, text }) => `${field}：${text}`).join('；'),
  ]
}

/** The log as a file that is sent while it is read. The row that says so is written before the first byte leaves. */
export async function exportLog(ctx: Ctx, filter: repo.AuditFilter): Promise<Response> {
  const first = await repo.pageOfLog(ctx, filter, AUDIT_BATCH, undefined)
  const quoted = { ...filter, ...(filter.search ? { search: UNQUOTED } : {}) }
  await ctx.db.tx((t) =>
    audit.record(t, ctx, {
      action: 'audit-log.export',
      subjectId: 'audit-log',
      changes: { filter: [null, quoted] },
    }),
  )
  const batches = async function* () {
    let page = first
    for (let sent = page.rows.length; ; sent += page.rows.length) {
      const names = await repo.namesIn(ctx, page.rows)
      yield page.rows.map((row) => lineOf(row, names))
      if (page.nextCursor === null || sent >= AUDIT_EXPORTED) return
      await nextTurn()
      page = await repo.pageOfLog(ctx, filter, Math.min(AUDIT_BATCH, AUDIT_EXPORTED - sent), page.nextCursor)
    }
  }
  return tableFile({ name: `操作记录${beijingDay(ctx.now)}`, format: 'csv', headings: HEADS, batches: batches() })
}
