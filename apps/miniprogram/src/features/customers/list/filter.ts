import {
  CONTRACT_STATUSES,
  type ContractStatus,
  CUSTOMER_SOURCES,
  type Due,
  DUES,
  LEAD_LEVELS,
  LEAD_STATUSES,
  SERVICE_CATEGORIES,
} from '@qingpin/contract/customers/customers.enums'
import type { Choice } from '@qingpin/contract/core/choices'
import type { CustomerCounts, ListQuery } from '../api'
import { SORTS, type SortName } from './sorts'

/** One chip at a time: a stage of the day's follow-ups, or of the contract. */
export type Chip = '' | Due | ContractStatus

/** What is chosen in each group of the sheet. */
export interface Filter {
  readonly leadLevel: readonly string[]
  readonly serviceCategory: readonly string[]
  readonly leadSource: readonly string[]
  readonly leadStatus: readonly string[]
}
type GroupName = keyof Filter

export const NO_FILTER: Filter = { leadLevel: [], serviceCategory: [], leadSource: [], leadStatus: [] }

interface Group {
  readonly name: GroupName
  readonly title: string
  readonly options: readonly Choice[]
  readonly many: boolean
}

export const GROUPS: readonly Group[] = [
  { name: 'leadLevel', title: '等级', options: LEAD_LEVELS, many: true },
  { name: 'serviceCategory', title: '工种', options: SERVICE_CATEGORIES, many: true },
  { name: 'leadStatus', title: '流转', options: LEAD_STATUSES, many: false },
  { name: 'leadSource', title: '来源', options: CUSTOMER_SOURCES, many: true },
]

/** The filter after a tap on one chip of the sheet. */
export function toggled(filter: Filter, { name, many }: Group, value: string): Filter {
  const chosen = filter[name]
  if (chosen.includes(value)) return { ...filter, [name]: chosen.filter((other) => other !== value) }
  return { ...filter, [name]: many ? [...chosen, value] : [value] }
}

export const appliedWords = (filter: Filter): readonly string[] => GROUPS.flatMap(({ name }) => filter[name])

const isDue = (chip: Chip): chip is (typeof DUES)[number]['value'] => DUES.some(({ value }) => value === chip)

export interface CustomerQuery {
  readonly filter: Filter
  readonly chip: Chip
  readonly search: string
  readonly sort: SortName
  /** Only those of this account. */
  readonly owner: string | undefined
}

/** What the API is criteria; nothing that is not chosen stands in it. */
export function queryOf({ filter, chip, search, sort, owner }: CustomerQuery): ListQuery {
  const { sortBy, sortOrder } = SORTS[sort]
  const lists = GROUPS.flatMap(({ name }) => (filter[name].length > 0 ? [[name, filter[name].join(',')]] : []))
  return {
    ...Object.fromEntries(lists),
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

/** The chips with their counts. Those that hold nobody are left out, but for the day's own and the chosen one. */
export function chipsOf(counts: CustomerCounts | undefined, chosen: Chip): readonly CountedChip[] {
  const dues = DUES.map(({ value, label }) => ({ value, label, count: counts?.[value] }))
  const statuses = CONTRACT_STATUSES.map(({ value, label }) => ({
    value,
    label,
    count: counts?.byContractStatus[value],
  }))
  const always: readonly Chip[] = ['overdue', 'today', chosen]
  return [
    { value: '' as const, label: '全部', count: undefined },
    ...[...dues, ...statuses]
      .filter(({ value, count }) => (count ?? 0) > 0 || always.includes(value))
      .map((chip) => (chip.value === 'overdue' && (chip.count ?? 0) > 0 ? { ...chip, dot: true } : chip)),
  ]
}
