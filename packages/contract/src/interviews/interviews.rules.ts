import { nameProblem } from '../core/identity.rules.ts'
import { ROLE_LABELS } from '../core/policy.ts'
import { lookOf, storedName } from '../core/text.ts'

/** How often a participant sends a heartbeat. */
export const HEARTBEAT_MS = 8_000
/** A participant without a heartbeat for this long is shown as offline. */
export const SILENT_AFTER_MS = 25_000
/** A guest without a heartbeat for this long leaves the room, and has to knock again. */
export const LEFT_AFTER_MS = 300_000
/** How many participants fit into a room, the host included: the grid of the app shows four. */
export const MOST_PARTICIPANTS = 4

/** An invitation that the host did not describe further: hours after the start until it expires, and how many may use it. */
export const USUAL_INVITE = { hours: 24, maxUses: 3 } as const

/** Characters of a text message in a room. */
export const MESSAGE_MAX = 500

/** What only the agency or the app may be called, in any letters that look like these. */
const RESERVED = '管理员 主持人 工作人员 官方 客服 系统'.split(' ').map(lookOf)
const WHOLE = ['admin', 'administrator', 'root', 'system', 'host', 'staff', ...Object.values(ROLE_LABELS)]
const RESERVED_WHOLE = WHOLE.map(lookOf)

/**
 * The Chinese sentence that says what is wrong with a guest's name; undefined when it is fine.
 * @param taken what the host and the agency are called, which a guest must not use as a name
 */
export function guestNameProblem(name: string, taken: readonly string[] = []): string | undefined {
  if (storedName(name) === '') return '请填一个称呼，主持人才知道是谁。'
  const problem = nameProblem(name, '称呼')
  if (problem) return problem
  const look = lookOf(name)
  const reserved = RESERVED.some((word) => look.includes(word)) || RESERVED_WHOLE.includes(look)
  if (reserved) return '这个称呼是工作人员用的，请写您自己的。'
  return taken.some((other) => lookOf(other) === look) ? '主持人也叫这个，请加个字，好分得清。' : undefined
}
