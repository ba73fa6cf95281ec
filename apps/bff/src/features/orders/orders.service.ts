import type { Platform } from '@qingpin/contract/orders/orders.enums'
import { type Ctx, requirePerson } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { PaymentPort } from '../../ports/payment.port.ts'
import { enqueue } from '../../jobs/index.ts'
import { bonusOf, findPackage } from '../credits/index.ts'
import { isOpen } from './order-state.rules.ts'
import * as repo from './orders.repo.ts'
import { nextCheck, ORDER_WATCH, PAYABLE_MS, REUSABLE_MS } from './orders.rules.ts'
import { orderView, payableView } from './orders.view.ts'
import { applyEvent, askPayment, closeOrder } from './payment.service.ts'

/** The payment service; NOT_FOUND where nothing is sold, as if the route did not exist. */
function requirePort({ payment }: Ctx): PaymentPort {
  if (!payment) throw new AppError('NOT_FOUND')
  return payment
}

const ownOrder = (ctx: Ctx, id: string) =>
  ctx.db.tx((t) => repo.requireOwnOrder(t, ctx, id, requirePerson(ctx).accountId))

interface NewOrder {
  packageId: string
  platform: Platform
}

/** Orders a package. An open order of the same package is reused, so that a double tap is paid once. */
export async function create(ctx: Ctx, order: NewOrder) {
  try {
    return await orderOrReuse(ctx, order)
  } catch (error) {
    // The reused order was closed at the payment service; it is closed here now, so the second try opens a new one.
    if (error instanceof AppError && error.code === 'ORDER_OVER') return orderOrReuse(ctx, order)
    throw error
  }
}

async function orderOrReuse(ctx: Ctx, { packageId, platform }: NewOrder) {
  const port = requirePort(ctx)
  const { accountId: ownerId } = requirePerson(ctx)
  if (!findPackage(packageId) || ctx.settings.payment[platform] === 'hidden') throw new AppError('NOT_FOUND')
  const { order, payerId } = await ctx.db.tx(function* (t) {
    const buyer = yield* repo.lockBuyer(t, ctx, ownerId)
    if (platform === 'weapp' && !buyer.payerId) throw new AppError('PAYER_UNKNOWN')
    return { order: yield* openOrder(t, ctx, ownerId, { packageId, platform }), payerId: buyer.payerId }
  })
  return prepare(ctx, port, order, payerId)
}

/** Opens an order, or reuses an open one of the same package, and has it watched: a webhook can get lost. */
export function* openOrder(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  ownerId: string,
  { packageId, platform }: NewOrder,
): Op<repo.OrderRow> {
  const pack = findPackage(packageId)
  if (!pack) throw new AppError('NOT_FOUND')
  const bonus = yield* bonusOf(t, ctx, ownerId, pack)
  const { credits, amountFen } = pack
  const terms = { ownerId, packageId, credits, bonus, amountFen, platform }
  const order =
    (yield* repo.findOpenOrder(t, ctx, terms, ctx.now + REUSABLE_MS)) ??
    (yield* repo.insertOrder(t, ctx, { ...terms, expiresAt: ctx.now + PAYABLE_MS }))
  yield* watchOrder(t, ctx, order)
  return order
}

/** Has an open order checked until it is over; enqueued by the transaction that opens it. A second call changes nothing. */
function* watchOrder(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, order: repo.OrderRow): Op<void> {
  const { number } = order
  yield* enqueue(t, ctx, { queue: ORDER_WATCH.name, data: { number }, key: number, runAt: nextCheck(order, ctx.now) })
}

/** Pays an open order again, under the same number. */
export async function pay(ctx: Ctx, id: string) {
  const port = requirePort(ctx)
  const { order, payerId } = await ctx.db.tx(function* (t) {
    const order = yield* repo.requireOwnOrder(t, ctx, id, requirePerson(ctx).accountId)
    return { order, ...(yield* repo.lockBuyer(t, ctx, order.ownerId)) }
  })
  if (!isOpen(order.state) || order.expiresAt <= ctx.now) throw new AppError('ORDER_OVER')
  if (order.platform === 'weapp' && !payerId) throw new AppError('PAYER_UNKNOWN')
  return prepare(ctx, port, order, payerId)
}

/**
 * Makes an order payable. The order is stored before the payment service gets it, so that after a failure in between it
 * can be asked for by its number.
 */
async function prepare(ctx: Ctx, port: PaymentPort, order: repo.OrderRow, payerId: string | null) {
  if (order.handle) return payableView(order, port, ctx.now)
  const { number, amountFen, expiresAt, platform } = order
  const item = { number, amountFen, expiresAt, description: `${order.credits}积分` }
  const prepared = await (
    platform === 'weapp' ? port.prepareOnPhone(item, payerId ?? '') : port.prepareByCode(item)
  ).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'PAYMENT_REFUSED') {
      await applyEvent(ctx, order, 'refused')
    }
    throw error
  })
  if (prepared.kind === 'paid') return payableView(await askPayment(ctx, port, order), port, ctx.now)
  if (prepared.kind === 'closed') {
    await applyEvent(ctx, order, 'closed')
    throw new AppError('ORDER_OVER')
  }
  const { handle } = prepared
  return payableView(await applyEvent(ctx, order, 'accepted', { handle }), port, ctx.now)
}

export async function detail(ctx: Ctx, id: string) {
  requirePort(ctx)
  return orderView(await ownOrder(ctx, id))
}

/** Asks the payment service about an order, a closed one too: money that came in counts. */
export async function confirm(ctx: Ctx, id: string) {
  const port = requirePort(ctx)
  const order = await ownOrder(ctx, id)
  return orderView(order.state === 'credited' ? order : await askPayment(ctx, port, order))
}

export async function close(ctx: Ctx, id: string) {
  const port = requirePort(ctx)
  const order = await ownOrder(ctx, id)
  return orderView(isOpen(order.state) ? await closeOrder(ctx, port, order) : order)
}

export async function list(ctx: Ctx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  requirePort(ctx)
  const found = await repo.ordersOf(ctx, requirePerson(ctx).accountId, timeIdCursor.read(cursor), limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ createdAt, id }) => timeIdCursor.write({ at: createdAt, id }))
  return { items: rows.map(orderView), nextCursor }
}
