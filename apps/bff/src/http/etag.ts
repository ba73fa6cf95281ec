import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Env } from './env.ts'

/** Names a text. Weak: around the same text an answer may bear other times and request ids, or be compressed. */
export const tagOf = (text: string): string =>
  `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** Puts the tag on the answer; true when the caller has what it names already. */
export function isKnown(c: Context<Env>, tag: string): boolean {
  c.header('ETag', tag)
  const known = c.req.header('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim() === tag)
}
