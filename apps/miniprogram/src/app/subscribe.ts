import type { SubscribeTemplate } from '@qingpin/contract/notifications/notifications.enums'
import { TEMPLATES_A_REQUEST } from '@qingpin/contract/notifications/notifications.rules'
import { hasSubscribe, requestSubscribe } from '@/platform/subscribe'
import { api, newIdempotencyKey } from './api'
import { invalidate } from './query-store'
import { currentSession } from './session'

let templates: Partial<Record<SubscribeTemplate, string>> = {}
let read = false

/** Once at launch, so that a tap has the ids at hand: it must ask before it awaits anything. */
export function startSubscribe(): void {
  if (hasSubscribe) setTimeout(() => void readTemplates(), READ_AFTER_MS)
}
const READ_AFTER_MS = 3000

async function readTemplates(): Promise<void> {
  try {
    templates = (await api('GET /api/client-config')).subscribe
    read = true
  } catch {
    // The next tap goes without; the one after it has them.
  }
}

/**
 * Asks for messages about what the person does just now; call it first in the tap. What was accepted is told to the
 * server, and the act itself waits for nothing. Resolves to how many were accepted.
 */
export async function askToSubscribe(wanted: readonly SubscribeTemplate[]): Promise<number> {
  if (!hasSubscribe || !currentSession()) return 0
  if (!read) void readTemplates()
  const known = wanted.filter((one) => templates[one] !== undefined).slice(0, TEMPLATES_A_REQUEST)
  const given = await requestSubscribe(known.map((one) => templates[one] ?? ''))
  const answers = known.flatMap((template) => {
    const accepted = given[templates[template] ?? '']
    return accepted === undefined ? [] : [{ template, accepted }]
  })
  if (answers.length === 0) return 0
  await api('POST /api/notifications/subscriptions', { body: { answers }, idempotencyKey: newIdempotencyKey() })
  invalidate(['notifications'])
  return answers.filter(({ accepted }) => accepted).length
}
