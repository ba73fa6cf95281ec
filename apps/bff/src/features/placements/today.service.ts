import type { PlacementDue } from '@qingpin/contract/placements/placements.enums'
import type { TodayGroup } from '@qingpin/contract/home/home.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { countDue, pageOfDue, placedCustomer } from './placements.repo.ts'
import { todayOf } from './placements.rules.ts'
import type { PlacedCustomers } from './placements.service.ts'

type Group = z.output<typeof TodayGroup>

/** 12月3日 of 2026-12-03. */
const formatDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

const LINES = [
  { due: 'contract', kind: 'placement-contract', title: (n: number) => `${n}份合同快到期` },
  { due: 'trial', kind: 'placement-trial', title: (n: number) => `${n}位试工要回个话` },
] as const satisfies readonly { due: PlacementDue; kind: Group['kind']; title: (n: number) => string }[]

/** What placements ask for today: each line opens the list with the same `due`. */
export async function placementGroups(ctx: Ctx, customers: PlacedCustomers): Promise<Group[]> {
  const seen = customers.seen(ctx, placedCustomer(ctx))
  const groups: Group[] = []
  for (const { due, kind, title } of LINES) {
    const count = await countDue(ctx, due, seen)
    if (count === 0) continue
    const [first] = await pageOfDue(ctx, { due, page: 1, pageSize: 1 }, seen)
    const day = (due === 'trial' ? first?.placement.trialUntil : first?.placement.endsOn) ?? ''
    const late = day !== '' && day < todayOf(ctx)
    const note = first ? `${first.worker?.name ?? '阿姨'}，${formatDay(day)}${late ? '就到期了' : ''}` : null
    groups.push({ kind, count, title: title(count), note, late })
  }
  return groups
}
