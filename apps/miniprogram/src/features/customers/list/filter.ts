import {
  CONTRACT_STATUSES,
  type ContractStatus,
  CUSTOMER_SOURCES,
  type Due,
  DUES,
  WATCHES,
  type Watch,
  LEAD_LEVELS,
  LEAD_STATUSES,
  SERVICE_CATEGORIES,
} from '@qingpin/contract/customers/customers.enums'
import { defineFilter, joined, type Filter } from '@/app/filter-list/filter'
import type { CustomerCounts, ListQuery } from '../api'
import { SORTS, type SortName } from './sorts'

/** One chip at a time: a stage of the day's follow-ups, or of the contract. */
export type Chip = '' | Due | Watch | ContractStatus

type GroupName = 'leadLevel' | 'serviceCategory' | 'leadStatus' | 'leadSource'

export const customerFilter = defineFilter<GroupName>([
  { name: 'leadLevel', title: '等级', options: LEAD_LEVELS, pick: 'many' },
  { name: 'serviceCategory', title: '工种', options: SERVICE_CATEGORIES, pick: 'many' },
  { name: 'leadStatus', title: '流转', options: LEAD_STATUSES, pick: 'one' },
  { name: 'leadSource', title: '来源', options: CUSTOMER_SOURCES, pick: 'many' },
])

const isDue = (chip: Chip): chip is Due | Watch => [...DUES, ...WATCHES].some(({ value }) => value === chip)

export interface CustomerQuery {
  readonly filter: Filter<GroupName>
  readonly chip: Chip
  readonly search: string
  readonly sort: SortName
  /** Only those of this account. */
  readonly owner: string | undefined
}

/** The query of the API; what is not chosen is left out. */
export function queryOf({ filter, chip, search, sort, owner }: CustomerQuery): ListQuery {
  const { sortBy, sortOrder } = SORTS[sort]
  return {
    ...joined(
      filter,
      customerFilter.groups.map(({ name }) => name),
    ),
    ...(search ? { search } : {}),
    ...(isDue(chip) ? { due: chip } : chip ? { contractStatus: chip } : {}),
    ...(owner ? { assignedTo: owner } : {}),
    sortBy,
    sortOrder,
  }
}

export interface CountedChip {
  readonly value: Chip
  readonly label: string
  readonly count: number | undefined
  readonly dot?: boolean
}

/** The chips with their counts. Empty ones are left out, except overdue, today and the chosen one. @param total of the list */
export function chipsOf(
  counts: CustomerCounts | undefined,
  chosen: Chip,
  total: number | undefined,
): readonly CountedChip[] {
  const watched = WATCHES.filter(({ value }) => value === chosen)
  const dues = DUES.map(({ value, label }) => ({ value, label, count: counts?.[value] }))
  const statuses = CONTRACT_STATUSES.map(({ value, label }) => ({
    value,
    label,
    count: counts?.byContractStatus[value],
  }))
  const always: readonly Chip[] = ['overdue', 'today', chosen]
  return [
    { value: '' as const, label: '全部', count: undefined },
    ...watched.map((watch) => ({ ...watch, count: total })),
    ...[...dues, ...statuses]
      .filter(({ value, count }) => (count ?? 0) > 0 || always.includes(value))
      .map((chip) => (chip.value === 'overdue' && (chip.count ?? 0) > 0 ? { ...chip, dot: true } : chip)),
  ]
}
