import { z } from 'zod'
import { choice, IdParams } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { PageQuery } from '../core/paging.ts'
import { PLACEMENT_DUES } from './placements.enums.ts'
import {
  ChangePlacement,
  EndPlacement,
  Placement,
  PlacementLog,
  ReplacePlacement,
  StartPlacement,
} from './placements.fields.ts'

const Both = z.object({
  items: z.array(Placement).describe('newest first'),
  logs: z.array(PlacementLog).describe('what happened to them, newest first'),
})

export const placementRoutes = define({
  due: {
    method: 'get',
    path: '/api/placements',
    summary: 'Placements that need a word soon, with customers that the caller sees, those that are due first',
    allow: 'customer:view',
    query: PageQuery.extend({ due: choice(PLACEMENT_DUES) }),
    reply: z.object({
      items: z.array(Placement),
      total: z.number().int(),
      page: z.number().int(),
      pageSize: z.number().int(),
      hasMore: z.boolean(),
    }),
  },
  ofCustomer: {
    method: 'get',
    path: '/api/placements/of-customer/{id}',
    summary: 'Who worked and works with a customer, and the history of it',
    allow: 'customer:view',
    params: IdParams,
    reply: Both,
    errors: ['NOT_FOUND'],
  },
  ofWorker: {
    method: 'get',
    path: '/api/placements/of-worker/{id}',
    summary: 'Where a worker worked and works; customers that the caller may not see have a masked name and no pay',
    allow: 'resume:view',
    params: IdParams,
    reply: Both,
    errors: ['NOT_FOUND'],
  },
  start: {
    method: 'post',
    path: '/api/placements',
    summary: 'Signs a customer (已签约) with a worker; by the owner, a manager or an admin',
    allow: 'customer:edit',
    idempotent: 'key',
    status: 201,
    body: StartPlacement,
    reply: Placement,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ALREADY_PLACED', 'WORKER_PLACED'],
  },
  change: {
    method: 'patch',
    path: '/api/placements/{id}',
    summary: 'Changes days, pay or remarks of a placement, or records that its trial was passed',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    body: ChangePlacement,
    reply: Placement,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'PLACEMENT_CHANGED', 'PLACEMENT_ENDED', 'WORKER_PLACED'],
  },
  replace: {
    method: 'post',
    path: '/api/placements/{id}/replace',
    summary: 'Ends a placement with a reason and places another worker with the same customer',
    allow: 'customer:edit',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: ReplacePlacement,
    reply: Placement,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'PLACEMENT_CHANGED', 'PLACEMENT_ENDED', 'WORKER_PLACED'],
  },
  end: {
    method: 'post',
    path: '/api/placements/{id}/end',
    summary: 'Ends a placement with a cause and a reason',
    allow: 'customer:edit',
    idempotent: 'key',
    params: IdParams,
    body: EndPlacement,
    reply: Placement,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'PLACEMENT_CHANGED', 'PLACEMENT_ENDED'],
  },
})
