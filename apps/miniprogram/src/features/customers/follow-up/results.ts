import { MINUTE_MS } from '@qingpin/contract/core/days'
import { serverNow } from '@/app/clock'
import { formatTime } from '@/ui/format-time'
import type { Call } from '../call'
import { BLANK, type FollowUpDraft } from './drafts'

/** Ends of a call in which nothing was said. */
export const SILENT: readonly string[] = ['没人接', '挂断了', '关机或空号']
const TALKED = '打通了'
/** A shorter absence was no talk. */
const SHORT_MS = 20_000

/** The time away is the most that the call can have lasted. */
const minutesOf = ({ awayMs = 0 }: Call): number =>
  awayMs < SHORT_MS ? 0 : Math.max(1, Math.round(awayMs / MINUTE_MS))

const talkedFor = (call: Call | undefined): string => {
  const minutes = call ? minutesOf(call) : 0
  return minutes > 0 ? `聊了约${minutes}分钟` : TALKED
}

/** How a call may have ended. */
export const resultsOf = (call: Call | undefined) =>
  [talkedFor(call), ...SILENT].map((value) => ({ value, label: value }))

/** 13:40打的，离开了约6分钟 */
export function formatCall(call: Call): string {
  const minutes = minutesOf(call)
  return `${formatTime(call.at, serverNow())}打的${minutes > 0 ? `，离开了约${minutes}分钟` : ''}`
}

/** What the form begins with after a call: what was typed before, as a call. */
export function begun(draft: FollowUpDraft | undefined, call: Call | undefined): FollowUpDraft | undefined {
  if (!call) return draft
  return { ...BLANK, ...draft, type: 'phone', result: minutesOf(call) > 0 ? talkedFor(call) : '' }
}
