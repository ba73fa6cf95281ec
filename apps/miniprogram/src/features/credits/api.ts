import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { api, newIdempotencyKey } from '@/app/api'
import { CREDITS_KEY } from '@/app/credits'
import { useInfinite } from '@/app/infinite'
import { invalidate, setData, useQuery } from '@/app/query'
import { payOnPhone, payPlatform } from '@/platform/payment'

export type Order = ReplyOf<ContractMap['GET /api/orders/{id}']>
export type Package = ReplyOf<ContractMap['GET /api/credits/packages']>['items'][number]
export type Entry = ReplyOf<ContractMap['GET /api/credits/history']>['items'][number]
export type Payable = ReplyOf<ContractMap['POST /api/orders']>

const PAGE = 20

export const usePackages = (enabled: boolean) =>
  useQuery([...CREDITS_KEY, 'packages'], () => api('GET /api/credits/packages', { query: { platform: payPlatform } }), {
    enabled,
  })

export const useHistory = (enabled: boolean) =>
  useInfinite<Entry, string>(
    [...CREDITS_KEY, 'history'],
    async (cursor) => {
      const { items, nextCursor } = await api('GET /api/credits/history', { query: { limit: PAGE, cursor } })
      return { items, next: nextCursor ?? undefined }
    },
    { enabled, persist: true },
  )

const orderKey = (id: string) => ['order', id]

export const useOrder = (id: string) =>
  useQuery<Order>(orderKey(id), () => api('GET /api/orders/{id}', { params: { id } }))

/** Not over yet: it can still be paid. */
export const isOpen = ({ state }: Pick<Order, 'state'>): boolean => state === 'created' || state === 'paying'

/** Stores the server's state of an order; a payment invalidates all queries about credits. */
export function noteOrder(order: Order): Order {
  // Answers may arrive out of order: an older one must not undo that the order is paid or closed.
  setData<Order>(orderKey(order.id), (known) => (known && isOpen(order) && !isOpen(known) ? known : order))
  if (order.state === 'credited') invalidate(CREDITS_KEY)
  return order
}

const params = (id: string) => ({ params: { id } })
export const readOrder = async (id: string) => noteOrder(await api('GET /api/orders/{id}', params(id)))
export const confirmOrder = async (id: string) => noteOrder(await api('POST /api/orders/{id}/confirm', params(id)))
export const closeOrder = async (id: string) => noteOrder(await api('POST /api/orders/{id}/close', params(id)))
export const payAgain = (id: string) => api('POST /api/orders/{id}/pay', params(id))

/** A new key for each tap: the server returns an open order of the same package, so two taps make one order. */
export const placeOrder = (packageId: string) =>
  api('POST /api/orders', { body: { packageId, platform: payPlatform }, idempotencyKey: newIdempotencyKey() })

/** On a phone, opens the payment dialog. False when the person closed it without paying. */
export async function payNow({ payment }: Payable): Promise<boolean> {
  return payment?.kind !== 'phone' || (await payOnPhone(payment)) !== 'cancelled'
}
