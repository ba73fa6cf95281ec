import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { useEffect } from 'react'
import { api } from '@/app/api'
import { onAccountEvent } from '@/app/events/account-events'
import { useInfinite } from '@/app/infinite'
import { invalidate, useQuery, type QueryKey } from '@/app/query'

export type TransferPage = ReplyOf<ContractMap['GET /api/customers/transfer-requests']>
export type Transfer = TransferPage['items'][number]
export type Box = 'to-answer' | 'asked'
type AskBody = NonNullable<Options<ContractMap['POST /api/customers/transfer-requests']>['body']>
type AnswerBody = NonNullable<Options<ContractMap['POST /api/customers/transfer-requests/{id}/answer']>['body']>

const TRANSFERS_KEY: QueryKey = ['transfers']

export function useTransfers(box: Box) {
  const list = useInfinite<Transfer & Pick<TransferPage, 'counts'>, string>([...TRANSFERS_KEY, box], async (cursor) => {
    const page = await api('GET /api/customers/transfer-requests', { query: { box, ...(cursor ? { cursor } : {}) } })
    const items = page.items.map((one) => ({ ...one, counts: page.counts }))
    return { items, next: page.nextCursor ?? undefined }
  })
  useTransferEvents()
  return list
}

export const useCustomerTransfers = (id: string) =>
  useQuery([...TRANSFERS_KEY, 'customer', id], () =>
    api('GET /api/customers/miniprogram/{id}/transfer-requests', { params: { id } }),
  )

/** A request of a colleague, or an answer, is shown as soon as it is there. */
export const useTransferEvents = () => useEffect(() => onAccountEvent('transfers', transfersChanged), [])

export function transfersChanged(): void {
  for (const key of [TRANSFERS_KEY, ['today']]) invalidate(key)
}

export const askTransfer = (body: AskBody, idempotencyKey: string) =>
  api('POST /api/customers/transfer-requests', { body, idempotencyKey })

export const answerTransfer = (id: string, body: AnswerBody, idempotencyKey: string) =>
  api('POST /api/customers/transfer-requests/{id}/answer', { params: { id }, body, idempotencyKey })

export const withdrawTransfer = (id: string, idempotencyKey: string) =>
  api('POST /api/customers/transfer-requests/{id}/withdraw', { params: { id }, idempotencyKey })
