import { NAME_MAX } from '../core/identity.rules.ts'

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

/** The Chinese sentence that says what is wrong with a guest's name; undefined when it is fine. */
export function guestNameProblem(name: string): string | undefined {
  const text = name.trim()
  if (text === '') return '请填一个称呼，主持人才知道是谁。'
  return text.length > NAME_MAX ? `称呼最多${NAME_MAX}个字，多了${text.length - NAME_MAX}个。` : undefined
}
