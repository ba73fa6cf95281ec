/** How often a seat says that it is there, and after which silence it is shown as cut off. */
export const HEARTBEAT_MS = 8_000
export const SILENT_AFTER_MS = 25_000
/** After this silence a guest's place is given up; coming back is knocking again. */
export const LET_GO_AFTER_MS = 300_000
/** The grid of the room shows so many people; the host is one of them. */
export const MOST_SEATS = 4

export const INVITE_HOURS = [2, 24, 72] as const

/** A name that others see: something to call the person by, not a number or an address. */
export function guestNameProblem(name: string): string | undefined {
  const text = name.trim()
  if (text === '') return '请填一个称呼，主持人才知道是谁。'
  return text.length > 20 ? `称呼最多20个字，多了${text.length - 20}个。` : undefined
}
