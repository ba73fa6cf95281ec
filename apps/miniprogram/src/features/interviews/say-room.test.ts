import { describe, expect, it } from 'vitest'
import { sayClock, sayRoomTime, sayWaited, sayWhen } from './say-room'

const at = (text: string) => Date.parse(`${text}+08:00`)
const now = at('2026-11-25T10:00')

describe('times of an interview', () => {
  it('are said as a person says them: days that are near by name, others with date and weekday', () => {
    expect(sayWhen(at('2026-11-25T15:30'), now)).toBe('今天15:30')
    expect(sayWhen(at('2026-11-26T09:05'), now)).toBe('明天9:05')
    expect(sayWhen(at('2026-11-28T09:00'), now)).toBe('11月28日 周六9:00')
    expect(sayWhen(at('2026-11-24T09:00'), now)).toBe('11月24日 周二9:00')
  })

  it('say what they are the time of', () => {
    const created = new Date(at('2026-11-25T09:00')).toISOString()
    const room = { scheduledAt: null, createdAt: created, endedAt: null }
    expect(sayRoomTime({ ...room, state: 'open' }, now)).toBe('今天9:00开的')
    expect(sayRoomTime({ ...room, state: 'scheduled', scheduledAt: created }, now)).toBe('今天9:00开始')
    expect(sayRoomTime({ ...room, state: 'ended', endedAt: created }, now)).toBe('今天9:00结束')
  })

  it('count up without a jump in width, hours only when there are some', () => {
    expect([sayClock(504_000), sayClock(3_723_000), sayClock(-5)]).toEqual(['08:24', '1:02:03', '00:00'])
  })

  it('name a wait in seconds, then in minutes', () => {
    const ago = (ms: number) => new Date(now - ms).toISOString()
    expect([sayWaited(ago(40_000), now), sayWaited(ago(150_000), now)]).toEqual(['等了40秒', '等了2分钟'])
  })
})
