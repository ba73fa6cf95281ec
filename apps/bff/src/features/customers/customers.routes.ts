import { CUSTOMER_ENUMS } from '@qingpin/contract/customers/customers.enums'
import type { customerRoutes } from '@qingpin/contract/customers/customers.routes'
import type { importRoutes } from '@qingpin/contract/customers/import.routes'
import type { followUpRoutes } from '@qingpin/contract/customers/follow-ups.routes'
import type { poolRoutes } from '@qingpin/contract/customers/pool.routes'
import type { teamRoutes } from '@qingpin/contract/customers/team.routes'
import type { timelineRoutes } from '@qingpin/contract/customers/timeline.routes'
import type { transferRoutes } from '@qingpin/contract/customers/transfers.routes'
import type { removalRoutes } from '@qingpin/contract/customers/removal.routes'
import type { Handlers } from '../../http/mount.ts'
import * as assignments from './assignments.service.ts'
import * as service from './customers.service.ts'
import { checkNumbers } from './duplicates.service.ts'
import { timeline, type TimelineSource } from './timeline.service.ts'
import * as followUps from './follow-ups.service.ts'
import { update } from './edit.service.ts'
import { exportCustomers } from './export.service.ts'
import * as imports from './import.service.ts'
import { preview } from './import-preview.service.ts'
import * as pool from './pool.service.ts'
import * as recycling from './recycling.service.ts'
import type { CustomerRecords } from './merge.repo.ts'
import { makeMerge } from './merge.service.ts'
import * as removal from './removal.service.ts'
import * as transfers from './transfers.service.ts'
import { reminders } from './reminders.service.ts'
import { teamNumbers } from './team.service.ts'
import { statistics } from './statistics.service.ts'

type Dictionaries = Record<keyof typeof CUSTOMER_ENUMS, { value: string; label: string }[]>
const dictionaries = Object.fromEntries(
  Object.entries(CUSTOMER_ENUMS).map(([name, choices]) => [name, [...choices]]),
) as Dictionaries

/** @param sources what other features have to tell of a customer */
export const makeCustomerHandlers = (sources: readonly TimelineSource[]): CustomerHandlers => ({
  ...customerHandlers,
  timeline: (ctx, { params, query }) => timeline(ctx, params.id, query, sources),
})

type CustomerHandlers = Handlers<
  typeof customerRoutes &
    typeof followUpRoutes &
    typeof poolRoutes &
    typeof transferRoutes &
    typeof timelineRoutes &
    typeof teamRoutes &
    typeof importRoutes
>

const customerHandlers: Omit<CustomerHandlers, 'timeline'> = {
  enums: () => dictionaries,
  list: (ctx, { query }) => service.list(ctx, query),
  teamNumbers: (ctx, { query }) => teamNumbers(ctx, query),
  statistics: (ctx, { query }) => statistics(ctx, query),
  employees: (ctx) => assignments.employees(ctx),
  checkNumbers: (ctx, { body }) => checkNumbers(ctx, body),
  create: (ctx, { body }) => service.create(ctx, body),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  update: (ctx, { params, body }) => update(ctx, params.id, body),
  assign: (ctx, { params, body }) => assignments.assign(ctx, params.id, body),
  assignMany: (ctx, { body }) => assignments.assignMany(ctx, body),
  assignmentLogs: (ctx, { params }) => assignments.assignmentLogs(ctx, params.id),
  reminders: (ctx, { params }) => reminders(ctx, params.id),
  reveal: (ctx, { params, body }) => service.reveal(ctx, params.id, body),
  addFollowUp: (ctx, { params, body }) => service.addFollowUp(ctx, params.id, body),
  followUps: (ctx, { params, query }) => followUps.followUps(ctx, params.id, query),
  teamFollowUps: (ctx, { query }) => followUps.teamFollowUps(ctx, query),
  exportFollowUps: (ctx, { query }) => followUps.exportFollowUps(ctx, query),
  pool: (ctx, { query }) => pool.pool(ctx, query),
  poolCustomer: (ctx, { params }) => pool.poolCustomer(ctx, params.id),
  claim: (ctx, { params }) => pool.claim(ctx, params.id),
  release: (ctx, { params, body }) => pool.release(ctx, params.id, body),
  askTransfer: (ctx, { body }) => transfers.ask(ctx, body),
  transferRequests: (ctx, { query }) => transfers.requests(ctx, query),
  customerTransfers: (ctx, { params }) => transfers.ofCustomer(ctx, params.id),
  answerTransfer: (ctx, { params, body }) => transfers.answer(ctx, params.id, body),
  withdrawTransfer: (ctx, { params }) => transfers.withdraw(ctx, params.id),
  rules: (ctx) => recycling.assignmentRules(ctx),
  tryRules: (ctx, { body }) => recycling.tryRules(ctx, body),
  exportCustomers: (ctx, { query }) => exportCustomers(ctx, query),
  uploadImport: (ctx, { query, request }) => imports.upload(ctx, query, request),
  imports: (ctx) => imports.list(ctx),
  importDetail: (ctx, { params }) => imports.detail(ctx, params.id),
  previewImport: (ctx, { params, body }) => preview(ctx, params.id, body),
  startImport: (ctx, { params, body }) => imports.start(ctx, params.id, body),
  importRows: (ctx, { params, query }) => imports.rows(ctx, params.id, query),
  importFile: (ctx, { params, query }) => imports.file(ctx, params.id, query),
  setRules: (ctx, { body }) => recycling.setRules(ctx, body),
}

/** @param records rows of other features that go with a customer */
export const makeRemovalHandlers = (records: readonly CustomerRecords[]): Handlers<typeof removalRoutes> => {
  const [merge, remove, restore] = [makeMerge(records), removal.makeRemove(records), removal.makeRestore(records)]
  return {
    merge: (ctx, { body }) => merge(ctx, body),
    deleteCustomer: (ctx, { params, body }) => remove(ctx, params.id, body),
    removed: (ctx, { query }) => removal.removed(ctx, query),
    restore: (ctx, { params }) => restore(ctx, params.id),
  }
}
