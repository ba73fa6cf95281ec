import { describe, expect, it } from 'vitest'
import {
  formatClock,
  formatInvitation,
  formatInvite,
  formatKnock,
  formatRoomTime,
  formatWaited,
  formatWhen,
  formatWhoSees,
  titleWith,
} from './format-room'

const at = (text: string) => Date.parse(`${text}+08:00`)
const now = at('2026-11-25T10:00')

describe('times of an interview', () => {
  it('name near days by a word, others by date and weekday', () => {
    expect(formatWhen(at('2026-11-25T15:30'), now)).toBe('今天15:30')
    expect(formatWhen(at('2026-11-26T09:05'), now)).toBe('明天9:05')
    expect(formatWhen(at('2026-11-28T09:00'), now)).toBe('11月28日 周六9:00')
    expect(formatWhen(at('2026-11-24T09:00'), now)).toBe('11月24日 周二9:00')
  })

  it('tell whether the room begins, is open or has ended', () => {
    const created = new Date(at('2026-11-25T09:00')).toISOString()
    const room = { scheduledAt: null, createdAt: created, endedAt: null }
    expect(formatRoomTime({ ...room, state: 'open' }, now)).toBe('今天9:00开的')
    expect(formatRoomTime({ ...room, state: 'scheduled', scheduledAt: created }, now)).toBe('今天9:00开始')
    expect(formatRoomTime({ ...room, state: 'ended', endedAt: created }, now)).toBe('今天9:00结束')
  })

  it('show a duration with two digits each, and hours only where there are some', () => {
    expect([formatClock(504_000), formatClock(3_723_000), formatClock(-5)]).toEqual(['08:24', '1:02:03', '00:00'])
  })

  it('show a wait in seconds, then in minutes', () => {
    const ago = (ms: number) => new Date(now - ms).toISOString()
    expect([formatWaited(ago(40_000), now), formatWaited(ago(150_000), now)]).toEqual(['等了40秒', '等了2分钟'])
  })
})

describe('a knock', () => {
  it('is shown to the host with the time that has passed', () => {
    const since = new Date(now - 32_000).toISOString()
    expect(formatKnock({ name: '孙先生', since }, now)).toBe('孙先生在门外，等了32秒')
  })

  it('is shown to the guest as notified only while the host is inside', () => {
    expect(formatWhoSees('陈默', true)).toBe('已通知陈默，请稍等。')
    expect(formatWhoSees('陈默', false)).toBe('陈默来了就会看到您，请稍等。')
  })
})

describe('an invitation', () => {
  const expiresAt = new Date('2026-11-26T10:00+08:00').toISOString()

  it('shows how many may use it and how many have', () => {
    const invite = { open: true, expiresAt, uses: 0, maxUses: 3 }
    expect(formatInvite(invite, now)).toBe('明天10:00前有效，最多3人用，还没人用')
    expect(formatInvite({ ...invite, uses: 2 }, now)).toBe('明天10:00前有效，最多3人用，已有2人用了')
    expect(formatInvite({ ...invite, open: false, uses: 3 }, now)).toBe('3人都用过了')
    expect(formatInvite({ ...invite, open: false }, now)).toBe('已经作废或过了时间')
  })

  it('is copied with the host, the title and the time', () => {
    const scheduledAt = new Date('2026-11-25T15:30+08:00').toISOString()
    const interview = { roomId: 'r', title: '王阿姨的视频面试', hostName: '林晓', scheduledAt }
    expect(formatInvitation(interview, 'https://x/#y', now)).toBe(
      '王阿姨的视频面试\n林晓邀请您视频面试，今天15:30开始。点开链接敲门，不用登录：\nhttps://x/#y',
    )
    expect(formatInvitation({ ...interview, scheduledAt: null }, 'l', now)).toContain('林晓邀请您视频面试。点开链接')
  })

  it('has a title with the surname of the worker only, because guests read it', () => {
    expect(titleWith('王桂兰', 'female')).toBe('王阿姨的视频面试')
  })
})
