import type { Platform } from '@qingpin/contract/orders/orders.enums'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { PaymentPort } from '../../ports/payment.port.ts'
import { bonusOf, findPackage } from '../credits/index.ts'
import { askPayment, closeOrder, happen } from './ask-payment.service.ts'
import { isOpen } from './order-state.rules.ts'
import { watchOrder } from './order-watch.job.ts'
import * as repo from './orders.repo.ts'
import { orderView, payableView, placeOf, writePlace } from './orders.view.ts'

/** How long an order can be paid. */
const PAYABLE_MS = 30 * 60_000
/** An open order that can be paid this much longer is used again instead of making another one. */
const REUSED_MS = 5 * 60_000

/** The payment service; NOT_FOUND where nothing is sold, as if the route did not exist. */
function requirePort({ payment }: Ctx): PaymentPort {
  if (!payment) throw new AppError('NOT_FOUND')
  return payment
}

const ownOrder = (ctx: Ctx, id: string) =>
  ctx.db.tx((t) => repo.requireOwnOrder(t, ctx, id, requirePerson(ctx).accountId))

interface Wish {
  packageId: string
  platform: Platform
}

/** Orders a package. An open order of the same package is given again: whoever taps twice pays once. */
export async function create(ctx: Ctx, wish: Wish) {
  try {
    return await orderOrReuse(ctx, wish)
  } catch (error) {
    // What was open here is closed at the payment service; now it is closed here, too, and another one is made.
    if (error instanceof AppError && error.code === 'ORDER_OVER') return orderOrReuse(ctx, wish)
    throw error
  }
}

async function orderOrReuse(ctx: Ctx, { packageId, platform }: Wish) {
  const port = requirePort(ctx)
  const { accountId: ownerId } = requirePerson(ctx)
  const pack = findPackage(packageId)
  if (!pack || ctx.settings.payment[platform] === 'hidden') throw new AppError('NOT_FOUND')
  const { order, payerId } = await ctx.db.tx(function* (t) {
    const buyer = yield* repo.lockBuyer(t, ctx, ownerId)
    if (platform === 'weapp' && !buyer.payerId) throw new AppError('PAYER_UNKNOWN')
    const bonus = yield* bonusOf(t, ctx, ownerId, pack)
    const { credits, amountFen } = pack
    const wanted = { ownerId, packageId, credits, bonus, amountFen, platform }
    const order =
      (yield* repo.findOpenOrder(t, ctx, wanted, ctx.now + REUSED_MS)) ??
      (yield* repo.insertOrder(t, ctx, { ...wanted, expiresAt: ctx.now + PAYABLE_MS }))
    // However word of its payment gets lost, it is asked for. An order that is used again is watched over already.
    yield* watchOrder(t, ctx, order)
    return { order, payerId: buyer.payerId }
  })
  return prepare(ctx, port, order, payerId)
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
 * Makes an order payable. The order was written down before the payment service hears of it, so that whatever gets
 * lost in between can be asked for by its number.
 */
async function prepare(ctx: Ctx, port: PaymentPort, order: repo.OrderRow, payerId: string | null) {
  if (order.handle) return payableView(order, port, ctx.now)
  const { number, amountFen, expiresAt, platform } = order
  const item = { number, amountFen, expiresAt, description: `${order.credits}积分` }
  const prepared = await (
    platform === 'weapp' ? port.prepareOnPhone(item, payerId ?? '') : port.prepareByCode(item)
  ).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'PAYMENT_REFUSED') {
      await happen(ctx, order, 'refused')
    }
    throw error
  })
  if (prepared.kind === 'paid') return payableView(await askPayment(ctx, port, order), port, ctx.now)
  if (prepared.kind === 'closed') {
    await happen(ctx, order, 'closed')
    throw new AppError('ORDER_OVER')
  }
  const { handle } = prepared
  return payableView(await happen(ctx, order, 'accepted', { handle }), port, ctx.now)
}

export async function detail(ctx: Ctx, id: string) {
  requirePort(ctx)
  return orderView(await ownOrder(ctx, id))
}

/** Asks the payment service. An order that was given up is asked about too: money that came in counts. */
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
  const rows = await repo.ordersOf(ctx, requirePerson(ctx).accountId, placeOf(cursor), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(orderView), nextCursor: rows.length > limit && last ? writePlace(last) : null }
}
