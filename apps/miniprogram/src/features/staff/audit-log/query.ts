import type { ContractMap } from '@qingpin/contract/contract'
import type { Choice } from '@qingpin/contract/core/choices'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { AUDIT_KINDS } from '@qingpin/contract/staff/audit.enums'
import { api } from '@/app/api'
import { defineFilter, joined, type Filter } from '@/app/filter-list/filter'
import type { ListPage, ListSource } from '@/app/filter-list/list-query'

export type AuditEntry = ReplyOf<ContractMap['GET /api/audit-log']>['items'][number]
type GroupName = 'kind' | 'actorId' | 'days'
/** A type, not an interface: the list's queries are records. */
export type AuditQuery = {
  readonly kind?: string
  readonly actorId?: string
  readonly subjectId?: string
  readonly startDate?: string
  readonly endDate?: string
  readonly search?: string
}

/** Spans of days, by how many days ago they begin and end. */
const SPANS = {
  today: { label: '今天', from: 0, to: 0 },
  yesterday: { label: '昨天', from: 1, to: 1 },
  week: { label: '近7天', from: 6, to: 0 },
  month: { label: '近30天', from: 29, to: 0 },
  quarter: { label: '近90天', from: 89, to: 0 },
} as const
const DAYS = Object.entries(SPANS).map(([value, { label }]) => ({ value, label }))

const kind = { name: 'kind', title: '做了什么', options: AUDIT_KINDS, pick: 'one' } as const

/** @param people the colleagues who may have done it */
export const auditFilter = (people: readonly Choice[]) =>
  defineFilter<GroupName>(
    [
      { name: 'actorId', title: '谁', options: people, pick: 'one' },
      { name: 'days', title: '哪几天', options: DAYS, pick: 'one' },
      kind,
    ],
    kind,
  )

/** The query of the API; what is not chosen is left out. @param now epoch ms */
export function queryOf(
  filter: Filter<GroupName>,
  { search, record }: { readonly search: string; readonly record: string | undefined },
  now: number,
): AuditQuery {
  const span = SPANS[filter.days[0] as keyof typeof SPANS] as (typeof SPANS)['today'] | undefined
  const day = (ago: number) => beijingDay(now - ago * DAY_MS)
  return {
    ...joined(filter, ['kind', 'actorId']),
    ...(span ? { startDate: day(span.from), endDate: day(span.to) } : {}),
    ...(search ? { search } : {}),
    ...(record ? { subjectId: record } : {}),
  }
}

export const auditSource: ListSource<AuditQuery, ListPage<AuditEntry>> = {
  key: ['audit-log'],
  fetch: async ({ pageSize: limit, cursor, ...query }) => {
    const given = { ...query, limit, ...(cursor ? { cursor } : {}) }
    const { items, total, nextCursor } = await api('GET /api/audit-log', { query: given })
    return [{ cards: items, total }, nextCursor]
  },
}

/** Where the file of these rows is. */
export const exportPath = (query: AuditQuery): string => {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return `/api/audit-log/export${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}
