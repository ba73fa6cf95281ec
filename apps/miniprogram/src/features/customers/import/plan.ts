import { planProblems, type Plan, type TableColumn } from '@qingpin/contract/customers/import.rules'
import type { Import, PlanBody } from '../tables/api'

export const planOf = ({ columns }: Import): Plan => ({
  columns: columns as (TableColumn | null)[],
  leadSource: '其他',
  contractStatus: '待定',
  leadLevel: 'C类',
  owner: columns.includes('owner') ? 'column' : 'none',
  duplicates: 'skip',
  serials: null,
})

export const bodyOf = (plan: Plan): PlanBody => ({ ...plan, columns: [...plan.columns] })

/** The plan with another meaning of one column; a column that meant the same means nothing now. */
export const withColumn = (plan: Plan, at: number, column: TableColumn | null): Plan => ({
  ...plan,
  columns: plan.columns.map((one, i) => (i === at ? column : one === column ? null : one)),
})

export const problemOfPlan = (plan: Plan): string | undefined => planProblems(plan)[0]?.message
