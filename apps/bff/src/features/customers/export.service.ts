import { setImmediate as nextTurn } from 'node:timers/promises'
import { beijingDay } from '@qingpin/contract/core/days'
import { TABLE_COLUMNS, type TableColumn, type TableFormat } from '@qingpin/contract/customers/import.rules'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { tableFile } from '../../http/table-file.ts'
import { EXPORT_BATCH } from './import.rules.ts'
import { allIds, type CustomerFilter, customersOf } from './list.repo.ts'
import { customerView } from './customers.view.ts'

type Filter = Omit<CustomerFilter, 'page' | 'cursor'> & { format: TableFormat }

const NUMBER = { value: 'customerId', label: '客户编号' }
const MORE = [
  { value: 'nextFollowUpAt', label: '下次跟进' },
  { value: 'lastFollowUpAt', label: '上次跟进' },
  { value: 'lastNote', label: '最近一次跟进' },
  { value: 'createdAt', label: '录入时间' },
]
const COLUMNS = [NUMBER, ...TABLE_COLUMNS, ...MORE]
const MOMENTS = new Set(['nextFollowUpAt', 'lastFollowUpAt', 'createdAt'])

function cellOf(view: ReturnType<typeof customerView>, column: TableColumn | string): string {
  if (column === 'owner') return view.assignedTo?.name ?? ''
  const value: unknown = view[column as keyof typeof view]
  if (value === null || value === undefined) return ''
  if (MOMENTS.has(column)) return beijingDay(Date.parse(String(value)))
  return Array.isArray(value) ? value.join('、') : String(value)
}

/** All customers of a filter as a file that is sent while it is read. The audit row is written before the first byte. */
export async function exportCustomers(ctx: Ctx, { format, ...query }: Filter): Promise<Response> {
  const ids = await allIds(ctx, { ...query, page: 1 })
  const filter = Object.entries(query).filter(([name, value]) => value !== undefined && !name.startsWith('sort'))
  // What was searched for may be a number or a name.
  const told = filter.map(([name, value]) => [name, ['search', 'name', 'phone'].includes(name) ? '…' : value])
  await ctx.db.tx((t) =>
    audit.record(t, ctx, {
      action: 'customer-export.start',
      subjectId: 'customers',
      changes: { count: [null, ids.length], format: [null, format], filter: [null, Object.fromEntries(told)] },
    }),
  )
  const batches = async function* () {
    for (let from = 0; from < ids.length; from += EXPORT_BATCH) {
      const part = ids.slice(from, from + EXPORT_BATCH)
      const found = new Map((await customersOf(ctx, part)).map((row) => [row.customer.id, row]))
      yield part.flatMap((id) => {
        const row = found.get(id)
        if (!row) return []
        const view = customerView(row.customer, row.owner ? [row.owner] : [])
        return [COLUMNS.map(({ value }) => cellOf(view, value))]
      })
      await nextTurn()
    }
  }
  const headings = COLUMNS.map(({ label }) => label)
  return tableFile({ name: `客户-${beijingDay(ctx.now)}`, format, headings, batches: batches() })
}
