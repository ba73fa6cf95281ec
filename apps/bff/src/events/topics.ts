import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Decides whether the caller may read a topic; throws NOT_FOUND where not. `id` is what follows the colon in the name.
 * Each feature that writes topics hands in one guard per prefix.
 */
export type TopicGuard = (ctx: Ctx, id: string) => Promise<void>
export type TopicGuards = Readonly<Record<string, TopicGuard>>

export async function requireReadable(guards: TopicGuards, ctx: Ctx, topic: string): Promise<void> {
  const [prefix = '', id = ''] = topic.split(':')
  const guard = Object.hasOwn(guards, prefix) ? guards[prefix] : undefined
  if (!guard) throw new AppError('NOT_FOUND')
  await guard(ctx, id)
}
