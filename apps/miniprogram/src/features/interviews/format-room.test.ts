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
  it('are said as a person says them: days that are near by name, others with date and weekday', () => {
    expect(formatWhen(at('2026-11-25T15:30'), now)).toBe('今天15:30')
    expect(formatWhen(at('2026-11-26T09:05'), now)).toBe('明天9:05')
    expect(formatWhen(at('2026-11-28T09:00'), now)).toBe('11月28日 周六9:00')
    expect(formatWhen(at('2026-11-24T09:00'), now)).toBe('11月24日 周二9:00')
  })

  it('say what they are the time of', () => {
    const created = new Date(at('2026-11-25T09:00')).toISOString()
    const room = { scheduledAt: null, createdAt: created, endedAt: null }
    expect(formatRoomTime({ ...room, state: 'open' }, now)).toBe('今天9:00开的')
    expect(formatRoomTime({ ...room, state: 'scheduled', scheduledAt: created }, now)).toBe('今天9:00开始')
    expect(formatRoomTime({ ...room, state: 'ended', endedAt: created }, now)).toBe('今天9:00结束')
  })

  it('count up without a jump in width, hours only when there are some', () => {
    expect([formatClock(504_000), formatClock(3_723_000), formatClock(-5)]).toEqual(['08:24', '1:02:03', '00:00'])
  })

  it('name a wait in seconds, then in minutes', () => {
    const ago = (ms: number) => new Date(now - ms).toISOString()
    expect([formatWaited(ago(40_000), now), formatWaited(ago(150_000), now)]).toEqual(['等了40秒', '等了2分钟'])
  })
})

describe('a knock', () => {
  it('is told to the host with how long it is ago', () => {
    const since = new Date(now - 32_000).toISOString()
    expect(formatKnock({ name: '孙先生', since }, now)).toBe('孙先生在门外，等了32秒')
  })

  it('tells the guest that the host knows only if the host is inside', () => {
    expect(formatWhoSees('陈默', true)).toBe('已通知陈默，请稍等。')
    expect(formatWhoSees('陈默', false)).toBe('陈默来了就会看到您，请稍等。')
  })
})

describe('an invitation', () => {
  const expiresAt = new Date('2026-11-26T10:00+08:00').toISOString()

  it('says in words how many may use it and have', () => {
    const invite = { open: true, expiresAt, uses: 0, maxUses: 3 }
    expect(formatInvite(invite, now)).toBe('明天10:00前有效，最多3人用，还没人用')
    expect(formatInvite({ ...invite, uses: 2 }, now)).toBe('明天10:00前有效，最多3人用，已有2人用了')
    expect(formatInvite({ ...invite, open: false, uses: 3 }, now)).toBe('3人都用过了')
    expect(formatInvite({ ...invite, open: false }, now)).toBe('已经作废或过了时间')
  })

  it('is copied with who invites to what and when, for nobody opens a bare link', () => {
    const scheduledAt = new Date('2026-11-25T15:30+08:00').toISOString()
    const talk = { roomId: 'r', title: '王阿姨的视频面试', hostName: '林晓', scheduledAt }
    expect(formatInvitation(talk, 'https://x/#y', now)).toBe(
      '王阿姨的视频面试\n林晓邀请您视频面试，今天15:30开始。点开链接敲门，不用登录：\nhttps://x/#y',
    )
    expect(formatInvitation({ ...talk, scheduledAt: null }, 'l', now)).toContain('林晓邀请您视频面试。点开链接')
  })

  it('bears no full name of a worker unless somebody has written it: guests read what it is called', () => {
    expect(titleWith('王桂兰', 'female')).toBe('王阿姨的视频面试')
  })
})
