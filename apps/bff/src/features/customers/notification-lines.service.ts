import { can } from '@qingpin/contract/core/policy'
import { personOf } from '../../context.ts'
import { type Describe, type Described } from '../notifications/index.ts'
import { findPeople, visibleNames } from './customers.repo.ts'
import { NAMED_MOST } from './customers.rules.ts'
import { listTransfers } from './transfers.repo.ts'
import { transferView } from './transfers.view.ts'

const idsIn = (text: string | number | null | undefined) =>
  String(text ?? '')
    .split(',')
    .filter(Boolean)

const namesOf = (names: readonly string[], all: number) =>
  names.slice(0, NAMED_MOST).join('、') + (all > NAMED_MOST ? '…' : '')

/** Customers that a colleague has assigned to the reader: those that are the reader's still. */
export const describeAssignments: Describe = function* (t, ctx, rows) {
  const all = rows.flatMap(({ facts }) => idsIn(facts['customers']))
  const customers = yield* visibleNames(t, ctx, all)
  const people = yield* findPeople(
    t,
    ctx,
    rows.map(({ facts }) => String(facts['by'] ?? '')),
  )
  const described = new Map<string, Described>()
  for (const row of rows) {
    const ids = idsIn(row.facts['customers'])
    const seen = ids.flatMap((id) => customers.get(id) ?? [])
    const by = people.find(({ id }) => id === row.facts['by'])?.name ?? '同事'
    const [only] = seen
    if (!only) continue
    const count = Number(row.facts['count'])
    described.set(row.id, {
      title: count === 1 ? `${by}把${only.name}分给您了` : `${by}分给您${count}位客户`,
      text:
        count === 1
          ? null
          : namesOf(
              seen.map(({ name }) => name),
              count,
            ),
      opens: count === 1 ? { page: 'customerDetail', id: only.id } : { page: 'records' },
    })
  }
  return described
}

const STEPS: Readonly<Record<string, (days: number) => string>> = {
  owner: (days) => `${days}天没跟进了`,
  manager: (days) => `${days}天没跟进，也告诉经理了`,
  risk: (days) => `${days}天没跟进，标成有风险了`,
}

/** Customers without a contact by their owner for longer than the assignment rules allow. */
export const describeReminders: Describe = function* (t, ctx, rows) {
  const customers = yield* visibleNames(
    t,
    ctx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const customer = customers.get(row.subjectId ?? '')
      const words = STEPS[String(row.facts['step'])]
      if (!customer || !words) return []
      const opens = { page: 'customerDetail' as const, id: customer.id }
      const mine = customer.assignedTo === row.accountId
      const title = mine ? `${customer.name}该跟进了` : `${customer.name}没人跟进`
      return [[row.id, { title, text: words(Number(row.facts['days'])), opens }]]
    }),
  )
}

/** Requests to hand customers over: asked of the reader, or answered. */
export const describeTransfers: Describe = function* (t, ctx, rows) {
  const described = new Map<string, Described>()
  const role = personOf(ctx)?.role
  if (!role || !can(role, 'customer:view')) return described
  const found = yield* listTransfers(t, ctx, { ids: rows.flatMap(({ subjectId }) => subjectId ?? []) })
  const people = yield* findPeople(
    t,
    ctx,
    found.flatMap(({ request }) => [request.askerId, request.answeredBy]),
  )
  const views = new Map(found.map((one) => [one.request.id, transferView(ctx, one, people)]))
  for (const row of rows) {
    const view = views.get(row.subjectId ?? '')
    if (!view || !(view.mine || view.customer.id !== null)) continue
    const { customer, asker, mine, message, state, mayAnswer, answer, answeredBy } = view
    if (row.kind === 'transfer-asked') {
      const said = message ? `留言：${message}` : '没有留言'
      described.set(row.id, {
        title: `${asker?.name ?? '同事'}想要您的客户${customer.name}`,
        text: state === 'open' ? said : `${said}。${state === 'accepted' ? '已经转了' : '不用回了'}`,
        opens: { page: 'transferRequests', id: 'to-answer' },
        transfer: mayAnswer ? view.id : undefined,
      })
    } else if (mine) {
      const by = answeredBy?.name ?? '同事'
      described.set(row.id, {
        title: state === 'accepted' ? `${by}把${customer.name}转给您了` : `${by}没有转${customer.name}`,
        text: answer ? `留言：${answer}` : null,
        opens: customer.id ? { page: 'customerDetail', id: customer.id } : { page: 'transferRequests', id: 'asked' },
      })
    }
  }
  return described
}
