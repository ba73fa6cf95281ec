import type { Clock } from '../clock.ts'
import { BadInput, type Fields, flag, text, wholeNumber } from './fields.ts'

const tenYears = 10 * 366 * 86_400_000
const anyOffset = { min: -tenYears, max: tenYears }

/** Takes exactly one of `offsetMs`, `advanceMs`, `fixed` (epoch ms, ISO 8601 or `now`) and `reset: true`. */
export const changeClock = (clock: Clock, fields: Fields): void => {
  if (Object.keys(fields).length !== 1) throw new BadInput('offsetMs、advanceMs、fixed、reset 要给且只给一个')
  const offsetMs = wholeNumber(fields, 'offsetMs', anyOffset)
  const advanceMs = wholeNumber(fields, 'advanceMs', anyOffset)
  const fixed = moment(fields, clock.now())
  if (offsetMs !== undefined) clock.setOffset(offsetMs)
  else if (advanceMs !== undefined) clock.advance(advanceMs)
  else if (fixed !== undefined) clock.fix(fixed)
  else if (flag(fields, 'reset') === true) clock.reset()
  else throw new BadInput('offsetMs、advanceMs、fixed 要有值，reset 要是 true')
}

const moment = (fields: Fields, now: number) => {
  if (typeof fields['fixed'] === 'number') return wholeNumber(fields, 'fixed', { min: 0, max: 8_640_000_000_000_000 })
  const written = text(fields, 'fixed')
  if (written === undefined) return undefined
  const at = written === 'now' ? now : Date.parse(written)
  if (Number.isNaN(at)) throw new BadInput('fixed 要是毫秒时间戳、ISO 8601 时间或 now')
  return at
}
