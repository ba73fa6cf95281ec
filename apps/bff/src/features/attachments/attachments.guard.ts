import { can } from '@qingpin/contract/core/policy'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { KindPlan } from './merge.rules.ts'

/** A resume, as far as its files ask for it. */
export interface Owner {
  id: string
  /** The worker's own account. */
  accountId: string | null
  createdBy: string | null
  status: string
  filesVersion: number
  avatarUrl: string
}

/** How resumes are reached from below: assembly hands this in. */
export interface Owners {
  find: (t: Q, ctx: Ctx, id: string) => Op<Owner | undefined>
  lock: (t: Q, ctx: Ctx, id: string) => Op<Owner | undefined>
  /** Applies plans to the files of a locked resume, with `applyPlans`; gives the resume as it is then. */
  write: (t: Q, ctx: Ctx, owner: Owner, plans: readonly KindPlan[]) => Op<Owner>
}

/** Staff that edits resumes, and the worker herself; to all others the resume is not there. */
function requireAllowed(ctx: Ctx, owner: Owner | undefined): Owner {
  const { role, accountId } = requirePerson(ctx)
  if (!owner || !(can(role, 'resume:edit') || owner.accountId === accountId)) throw new AppError('NOT_FOUND')
  return owner
}

export function* requireVisible(t: Q, ctx: Ctx, owners: Owners, id: string): Op<Owner> {
  return requireAllowed(ctx, yield* owners.find(t, ctx, id))
}

/** Locks the resume, so that changes of its files come one after another. */
export function* requireEditable(t: Q, ctx: Ctx, owners: Owners, id: string): Op<Owner> {
  return requireAllowed(ctx, yield* owners.lock(t, ctx, id))
}
