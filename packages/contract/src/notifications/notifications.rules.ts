/** Quiet hours and limits of notifications. Free of zod; times of a day are minutes after midnight in Beijing. */

import { DAY_MS, MINUTE_MS, startOfDay } from '../core/days.ts'

export interface QuietHours {
  readonly on: boolean
  readonly from: number
  readonly to: number
}

export const MINUTES_A_DAY = DAY_MS / MINUTE_MS
export const USUAL_QUIET: QuietHours = { on: true, from: 21 * 60 + 30, to: 8 * 60 }

/** Days after which notifications are deleted; the history of customers and workers stays. */
export const NOTIFICATION_DAYS = 90

/** The most templates that WeChat shows in one request. */
export const TEMPLATES_A_REQUEST = 3

const minuteOf = (at: number): number => Math.floor((at - startOfDay(at)) / MINUTE_MS)

/** Whether a moment lies in the quiet hours, which may span midnight. Equal ends are no hours. */
export function isQuiet({ on, from, to }: QuietHours, at: number): boolean {
  if (!on || from === to) return false
  const minute = minuteOf(at)
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** When the quiet hours around a moment end (epoch ms); the moment itself where it lies in none. */
export function quietEnd(quiet: QuietHours, at: number): number {
  if (!isQuiet(quiet, at)) return at
  const today = startOfDay(at) + quiet.to * MINUTE_MS
  return today > at ? today : today + DAY_MS
}

/** 21:30. */
export const formatMinute = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
