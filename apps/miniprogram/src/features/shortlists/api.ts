import { isApiError, makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api, transport } from '@/app/api'
import { invalidate, mutateData, setData, useQuery, type QueryKey } from '@/app/query'
import { storedGuest, storeGuest } from './stored-guest'

export type GuestShortlist = ReplyOf<ContractMap['GET /api/shortlists/guest']>
export type GuestWorker = GuestShortlist['workers'][number]
export type Shortlist = ReplyOf<ContractMap['GET /api/shortlists/{id}']>
export type ShortlistLine = ReplyOf<ContractMap['GET /api/shortlists']>['items'][number]
export type NewShortlist = NonNullable<Options<ContractMap['POST /api/shortlists']>['body']>
export type Slot = GuestShortlist['slots'][number]

/** All lists of staff; the card of a customer reads a part of them under the same key. */
export const LISTS_KEY: QueryKey = ['shortlists']
const staffKey = (id: string): QueryKey => ['shortlist', id]
const guestKey = (id: string): QueryKey => ['shortlist-guest', id]

export const useShortlists = (unseen: boolean) =>
  useQuery([...LISTS_KEY, unseen ? 'unseen' : 'all'], () =>
    api('GET /api/shortlists', { query: { limit: 50, ...(unseen ? { unseen: 'true' as const } : {}) } }),
  )

export const useShortlist = (id: string) =>
  useQuery(staffKey(id), () => api('GET /api/shortlists/{id}', { params: { id } }))

export const usePreview = (body: NewShortlist) =>
  useQuery(['shortlist-preview', { ...body, workerIds: body.workerIds.join() }], () =>
    api('POST /api/shortlists/preview', { body }),
  )

/** After a write of staff: the answer is the list as it is now. */
function storeList(list: Shortlist): Shortlist {
  setData(staffKey(list.id), () => list)
  for (const key of [LISTS_KEY, ['follow-ups', list.customerId], ['customer', list.customerId], ['today']])
    invalidate(key)
  return list
}

export const makeShortlist = async (body: NewShortlist, idempotencyKey: string) =>
  storeList(await api('POST /api/shortlists', { body, idempotencyKey }))

export const revokeShortlist = async (id: string) =>
  storeList(await api('POST /api/shortlists/{id}/revoke', { params: { id } }))

export const takeOff = async (id: string, workerId: string) =>
  storeList(await api('POST /api/shortlists/{id}/remove-worker', { params: { id }, body: { workerId } }))

export const answer = async (id: string, body: { workerId: string; text: string }, idempotencyKey: string) =>
  storeList(await api('POST /api/shortlists/{id}/replies', { params: { id }, body, idempotencyKey }))

export const planInterview = async (id: string, body: { workerId: string; at: string }, idempotencyKey: string) => {
  const list = await api('POST /api/shortlists/{id}/interview', { params: { id }, body, idempotencyKey })
  invalidate(['rooms'])
  return storeList(list)
}

/** What the customer did counts as seen; a failure leaves it new, which is harmless. */
export async function markSeen(id: string): Promise<void> {
  await api('POST /api/shortlists/{id}/seen', { params: { id } })
  for (const key of [LISTS_KEY, ['today']]) invalidate(key)
}

/** The typed client of a device of the customer. */
const guestApi = (token: string | undefined) =>
  makeClient<ContractMap>((request) =>
    transport(token ? { ...request, header: { ...request.header, 'x-participant-token': token } } : request),
  )

/** Exchanges the ticket of a link, once for each device; gives the id under which the list is known from then on. */
export async function openTicket(ticket: string): Promise<string> {
  const known = storedGuest({ ticket })
  const body = { ticket }
  const { guestToken, shortlist } = await guestApi(known?.token)('POST /api/shortlists/guest/open', { body })
  storeGuest({ id: shortlist.id, ticket, token: guestToken })
  setData(guestKey(shortlist.id), () => shortlist)
  return shortlist.id
}

const mine = (id: string) => guestApi(storedGuest({ id })?.token)

export const useGuestShortlist = (id: string) =>
  useQuery(guestKey(id), () => mine(id)('GET /api/shortlists/guest'), { enabled: id !== '', persist: false })

export const refetchGuest = (id: string): void => invalidate(guestKey(id))

const keep = (id: string, list: GuestShortlist): void => void setData(guestKey(id), () => list)

/** A list that was closed meanwhile, or lost a worker, is read again, so that the page says so. */
async function kept(id: string, call: Promise<GuestShortlist>): Promise<void> {
  try {
    keep(id, await call)
  } catch (error) {
    if (isApiError(error) && error.code.startsWith('SHORTLIST_')) refetchGuest(id)
    throw error
  }
}

export const setLiked = (id: string, workerId: string, liked: boolean) =>
  mutateData<GuestShortlist>(
    guestKey(id),
    (list) => ({ ...list, workers: list.workers.map((one) => (one.id === workerId ? { ...one, liked } : one)) }),
    () => kept(id, mine(id)('PUT /api/shortlists/guest/like', { body: { workerId, liked } })),
  )

/** Compares a worker, or no longer. The others are those of the list as it is by then, after the changes before. */
export const setCompared = (id: string, workerId: string, on: boolean) =>
  mutateData<GuestShortlist>(
    guestKey(id),
    ({ comparedIds, ...list }) => {
      const others = comparedIds.filter((one) => one !== workerId)
      return { ...list, comparedIds: on ? [...others, workerId] : others }
    },
    ({ comparedIds: workerIds }) => kept(id, mine(id)('PUT /api/shortlists/guest/compared', { body: { workerIds } })),
  )

export const writeComment = (id: string, body: { workerId: string; text: string }, idempotencyKey: string) =>
  kept(id, mine(id)('POST /api/shortlists/guest/comments', { body, idempotencyKey }))

export const setTimes = (id: string, slots: readonly Slot[], note: string) =>
  kept(id, mine(id)('PUT /api/shortlists/guest/times', { body: { slots: [...slots], note: note || null } }))
