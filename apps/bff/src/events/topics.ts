import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'

/** Makes what a reader gets out of what is stored, where the two differ: personal texts are stored sealed. */
export type Reveal = (data: unknown) => unknown

/**
 * Decides whether the caller may read a topic; throws NOT_FOUND where not. `id` is what follows the colon in the name.
 * Each feature that writes topics hands in one guard per prefix; one whose data is stored sealed gives what opens it.
 */
export type TopicGuard = (ctx: Ctx, id: string) => Promise<Reveal | void>
export type TopicGuards = Readonly<Record<string, TopicGuard>>

const asStored: Reveal = (data) => data

/** Former prefixes of topics, which pages that were opened before the rename go on reading for one release. */
const RENAMED: Readonly<Record<string, string>> = { seat: 'participant' }

/** The present name of a topic, and the former prefix if it was asked for by that. */
export function presentTopic(topic: string): { topic: string; former: string | undefined } {
  const [prefix = '', id = ''] = topic.split(':')
  const present = Object.hasOwn(RENAMED, prefix) ? RENAMED[prefix] : undefined
  return present === undefined ? { topic, former: undefined } : { topic: `${present}:${id}`, former: prefix }
}

export async function requireReadable(guards: TopicGuards, ctx: Ctx, topic: string): Promise<Reveal> {
  const [prefix = '', id = ''] = topic.split(':')
  const guard = Object.hasOwn(guards, prefix) ? guards[prefix] : undefined
  if (!guard) throw new AppError('NOT_FOUND')
  return (await guard(ctx, id)) ?? asStored
}
