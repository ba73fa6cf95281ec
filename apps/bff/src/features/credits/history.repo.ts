import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { WALLET } from './ledger.service.ts'

/** The newest entries of a wallet before a number, each with its transfer and, where it has one, its hold. */
export function walletEntries({ db }: Pick<Ctx, 'db'>, ownerId: string, before: number | undefined, limit: number) {
  const { creditEntries: entry, creditTransfers: transfer, creditHolds: hold } = db.s
  return db.q
    .select({
      id: transfer.id,
      kind: transfer.kind,
      reference: transfer.reference,
      seq: entry.seq,
      amount: entry.amount,
      balanceAfter: entry.balanceAfter,
      at: entry.at,
      held: hold.amount,
      captured: hold.captured,
    })
    .from(entry)
    .innerJoin(transfer, eq(transfer.id, entry.transferId))
    .leftJoin(hold, eq(hold.reference, transfer.reference))
    .where(and(eq(entry.account, WALLET(ownerId)), before === undefined ? undefined : lt(entry.seq, before)))
    .orderBy(desc(entry.seq))
    .limit(limit)
}
export type WalletEntry = Awaited<ReturnType<typeof walletEntries>>[number]
