import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import type { PlacementDue } from '@qingpin/contract/placements/placements.enums'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { invalidate, useQuery, type QueryKey } from '@/app/query'

type Placements = ReplyOf<ContractMap['GET /api/placements/of-customer/{id}']>
export type Placement = Placements['items'][number]
export type PlacementLog = Placements['logs'][number]
export type StartBody = NonNullable<Options<ContractMap['POST /api/placements']>['body']>
export type ChangeBody = NonNullable<Options<ContractMap['PATCH /api/placements/{id}']>['body']>
export type ReplaceBody = NonNullable<Options<ContractMap['POST /api/placements/{id}/replace']>['body']>
export type EndBody = NonNullable<Options<ContractMap['POST /api/placements/{id}/end']>['body']>

const PAGE = 20
const KEY: QueryKey = ['placements']

export const usePlacementsOfCustomer = (id: string) =>
  useQuery([...KEY, 'customer', id], () => api('GET /api/placements/of-customer/{id}', { params: { id } }))

export const usePlacementsOfWorker = (id: string) =>
  useQuery([...KEY, 'worker', id], () => api('GET /api/placements/of-worker/{id}', { params: { id } }))

export const useDuePlacements = (due: PlacementDue) =>
  useInfinite<Placement, number>([...KEY, 'due', due], async (cursor = 1) => {
    const { items, hasMore, page } = await api('GET /api/placements', { query: { due, page: cursor, pageSize: PAGE } })
    return { items, next: hasMore ? page + 1 : undefined }
  })

export const startPlacement = (body: StartBody, idempotencyKey: string) =>
  api('POST /api/placements', { body, idempotencyKey })
export const changePlacement = (id: string, body: ChangeBody, idempotencyKey: string) =>
  api('PATCH /api/placements/{id}', { params: { id }, body, idempotencyKey })
export const replacePlacement = (id: string, body: ReplaceBody, idempotencyKey: string) =>
  api('POST /api/placements/{id}/replace', { params: { id }, body, idempotencyKey })
export const endPlacement = (id: string, body: EndBody, idempotencyKey: string) =>
  api('POST /api/placements/{id}/end', { params: { id }, body, idempotencyKey })

export type CustomerBody = NonNullable<Options<ContractMap['PATCH /api/customers/miniprogram/{id}']>['body']>
/** Changes the status of a customer who is no longer signed, which ends the placement. */
export const leaveSigned = (id: string, body: CustomerBody, idempotencyKey: string) =>
  api('PATCH /api/customers/miniprogram/{id}', { params: { id }, body, idempotencyKey })

/** After a write: placements, the customer with lists and numbers, and Today. */
export function placementsChanged(customerId: string | null): void {
  for (const key of [KEY, ['customers'], ['customer-statistics'], ['today']]) invalidate(key)
  if (customerId) invalidate(['customer', customerId])
}
