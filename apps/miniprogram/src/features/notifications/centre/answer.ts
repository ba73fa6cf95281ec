import { api } from '@/app/api'
import { invalidate } from '@/app/query'

/** Answers a request for a customer; every list that shows it is read anew. */
export async function answerFromCentre(id: string, accept: boolean, idempotencyKey: string): Promise<void> {
  const body = { accept, sentence: null }
  await api('POST /api/customers/transfer-requests/{id}/answer', { params: { id }, body, idempotencyKey })
  for (const key of [['transfers'], ['today'], ['customers'], ['notifications']]) invalidate(key)
}
