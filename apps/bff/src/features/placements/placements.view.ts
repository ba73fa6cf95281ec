import { placementState } from '@qingpin/contract/placements/placements.rules'
import type { Ctx } from '../../context.ts'
import type { LogRow, ShownRow } from './placements.repo.ts'
import { todayOf } from './placements.rules.ts'

/** A customer, as far as the reader of a placement may know it. */
export interface NamedCustomer {
  /** Masked where the reader may not see the customer. */
  name: string
  visible: boolean
  /** Whether the reader may sign the customer, and so change what was signed. */
  maySign: boolean
}

const HIDDEN: NamedCustomer = { name: '客户', visible: false, maySign: false }

export function placementView(
  ctx: Pick<Ctx, 'now'>,
  { placement: row, worker, createdBy }: ShownRow,
  { name, visible, maySign }: NamedCustomer = HIDDEN,
) {
  const { startsOn, endsOn, trialUntil, endedOn, trialPassedAt } = row
  const trialPassed = trialPassedAt !== null
  return {
    id: row.id,
    version: row.version,
    customer: { id: visible ? row.customerId : null, name },
    worker: {
      id: row.resumeId,
      name: worker?.name ?? '已删除的阿姨',
      jobType: worker?.jobType ?? '',
      avatarUrl: worker?.avatarUrl ?? '',
    },
    startsOn,
    endsOn,
    trialUntil,
    trialPassed,
    pay: visible ? row.pay : null,
    payPer: row.payPer,
    remarks: visible ? row.remarks : null,
    state: placementState({ startsOn, endsOn, trialUntil, trialPassed, endedOn }, todayOf(ctx)),
    endedOn,
    cause: row.cause,
    endReason: visible ? row.endReason : null,
    replaces: row.replacesId,
    createdBy: createdBy ?? '已离职的同事',
    createdAt: new Date(row.createdAt).toISOString(),
    mayChange: visible && maySign,
  }
}

export const logView = (
  { log, worker, by }: { log: LogRow; worker: string | null; by: string | null },
  { name, visible }: NamedCustomer = HIDDEN,
) => ({
  id: log.id,
  placementId: log.placementId,
  action: log.action,
  customer: name,
  worker: worker ?? '已删除的阿姨',
  by,
  cause: log.cause,
  reason: visible ? log.reason : null,
  startsOn: log.startsOn,
  endsOn: log.endsOn,
  at: new Date(log.createdAt).toISOString(),
})
