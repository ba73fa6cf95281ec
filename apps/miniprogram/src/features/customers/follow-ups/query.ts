import type { ContractMap } from '@qingpin/contract/contract'
import type { Choice } from '@qingpin/contract/core/choices'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { api } from '@/app/api'
import { defineFilter, joined, type Filter } from '@/app/filter-list/filter'
import type { ListPage, ListSource } from '@/app/filter-list/list-query'

export type TeamFollowUp = ReplyOf<ContractMap['GET /api/customers/follow-ups']>['items'][number]
type GroupName = 'type' | 'createdBy' | 'days'
/** A type, not an interface: the list's queries are records. */
export type TeamQuery = {
  readonly type?: string
  readonly createdBy?: string
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

const type = { name: 'type', title: '方式', options: FOLLOW_UP_TYPES, pick: 'many' } as const

/** @param people the colleagues who may have written */
export const teamFilter = (people: readonly Choice[]) =>
  defineFilter<GroupName>(
    [
      { name: 'createdBy', title: '谁写的', options: people, pick: 'one' },
      { name: 'days', title: '哪几天', options: DAYS, pick: 'one' },
      type,
    ],
    type,
  )

/** The query of the API; what is not chosen is left out. @param now epoch ms */
export function queryOf(filter: Filter<GroupName>, search: string, now: number): TeamQuery {
  const span = SPANS[filter.days[0] as keyof typeof SPANS] as (typeof SPANS)['today'] | undefined
  const day = (ago: number) => beijingDay(now - ago * DAY_MS)
  return {
    ...joined(filter, ['type', 'createdBy']),
    ...(span ? { startDate: day(span.from), endDate: day(span.to) } : {}),
    ...(search ? { search } : {}),
  }
}

export const teamSource: ListSource<TeamQuery, ListPage<TeamFollowUp>> = {
  key: ['team-follow-ups'],
  fetch: async ({ pageSize: limit, cursor, ...query }) => {
    const given = { ...query, limit, ...(cursor ? { cursor } : {}) }
    const { items, total, nextCursor } = await api('GET /api/customers/follow-ups', { query: given })
    return [{ cards: items, total }, nextCursor]
  },
}

/** Where the file of these follow-ups is. */
export const exportPath = (query: TeamQuery): string => {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return `/api/customers/follow-ups/export${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}
