import { CUSTOMER_ENUMS } from '@qingpin/contract/customers/customers.enums'
import type { customerRoutes } from '@qingpin/contract/customers/customers.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './customers.service.ts'

type Dictionaries = Record<keyof typeof CUSTOMER_ENUMS, { value: string; label: string }[]>
const dictionaries = Object.fromEntries(
  Object.entries(CUSTOMER_ENUMS).map(([name, choices]) => [name, [...choices]]),
) as Dictionaries

export const customerHandlers: Handlers<typeof customerRoutes> = {
  enums: () => dictionaries,
  list: (ctx, { query }) => service.list(ctx, query),
  create: (ctx, { body }) => service.create(ctx, body),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  reveal: (ctx, { params, body }) => service.reveal(ctx, params.id, body),
  addFollowUp: (ctx, { params, body }) => service.addFollowUp(ctx, params.id, body),
  followUps: (ctx, { params }) => service.followUps(ctx, params.id),
}
