import { maskName } from '@qingpin/contract/core/masking'
import { mayAnswerTransfer } from '@qingpin/contract/customers/customers.policy'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Owner } from './customers.repo.ts'
import type { TransferOfCustomer } from './transfers.repo.ts'

const iso = (at: number) => new Date(at).toISOString()
const person = (people: readonly Owner[], id: string | null) => {
  const found = people.find((one) => one.id === id)
  return found ? { _id: found.id, name: found.name, username: found.username ?? '' } : null
}

/** A request as the caller may read it: the customer stays masked to the asker until the yes. */
export function transferView(ctx: Ctx, row: TransferOfCustomer, people: readonly Owner[]) {
  const { request, name, phone, ownerId, owner } = row
  const { accountId, role } = requirePerson(ctx)
  const isVisible = Number(row.isVisible) === 1
  const state = request.state === 'open' && request.expiresAt <= ctx.now ? 'expired' : request.state
  const mine = request.askerId === accountId
  return {
    id: request.id,
    state,
    customer: { id: isVisible ? request.customerId : null, name: isVisible ? name : maskName(name), phone, owner },
    asker: person(people, request.askerId),
    mine,
    mayAnswer: state === 'open' && !mine && mayAnswerTransfer(role, ownerId === accountId),
    message: request.message,
    answer: request.answer,
    answeredBy: person(people, request.answeredBy),
    askedAt: iso(request.createdAt),
    expiresAt: iso(request.expiresAt),
    answeredAt: request.answeredAt === null ? null : iso(request.answeredAt),
  }
}
