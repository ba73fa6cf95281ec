import { describe, expect, it } from 'vitest'
import { refusal, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe('tokens of the video service', () => {
  const app = useApp('sqlite', { RTC_PROVIDER: 'zego' })
  const verdict = (token: string, roomId: string, userId: string) =>
    app.sandbox.sandbox.zego.check({ token, roomId, userId })

  it('are valid for one room, one participant and ten minutes, independent of the request', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const body = { roomId: room.roomId, userId: `host_${room.rowId}`, userName: '冒充', expireTime: 9_999_999 }
    const made = await asParticipant(app, guest.participantToken)('POST /api/zego/generate-guest-token', { body })
    expect(made.userId).toBe(`participant_${guest.guestId}`)
    expect(verdict(made.token, room.roomId, made.userId)).toMatchObject({
      verdict: 'ok',
      token: { cipher: 'gcm', expiresAt: app.ctx().now + 600_000, mayPublish: true },
    })
    expect(verdict(made.token, 'another_room', made.userId).verdict).toBe('other-room')
    expect(verdict(made.token, room.roomId, `host_${room.rowId}`).verdict).toBe('other-user')
    app.advance(600_000)
    expect(verdict(made.token, room.roomId, made.userId).verdict).toBe('expired')
  })

  it('are given to the host for the own room, and to participants with what else the SDK needs', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const ask = (expireTime: number) =>
      room.api('POST /api/zego/generate-token', { body: { roomId: room.roomId, expireTime } })
    const lasts = async (expireTime: number) => {
      const { token } = verdict((await ask(expireTime)).token, room.roomId, `host_${room.rowId}`)
      return (token?.expiresAt ?? 0) - app.ctx().now
    }
    expect([await lasts(60), await lasts(9_999_999)]).toEqual([60_000, 7_200_000])
    const made = await ask(60)
    expect(verdict(made.token, room.roomId, `host_${room.rowId}`)).toMatchObject({ verdict: 'ok' })
    const grant = await asParticipant(app, host.participantToken)('POST /api/interview/participant/credentials')
    expect(grant).toMatchObject({ provider: 'zego', appId: 1_234_567_890, userId: `host_${room.rowId}` })
    expect(verdict(grant.token, room.roomId, grant.userId).verdict).toBe('ok')
  })

  it('are renewed for a participant until the host removes it, and expire soon after', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const renew = () => asParticipant(app, guest.participantToken)('POST /api/interview/participant/credentials')
    await renew()
    app.advance(570_000)
    const renewed = await renew()
    app.advance(60_000)
    const ask = () => verdict(renewed.token, room.roomId, renewed.userId).verdict
    expect(ask()).toBe('ok')
    await room.decide(guest.guestId, 'remove')
    expect((await refusal(renew())).code).toBe('SEAT_NOT_ADMITTED')
    app.advance(540_000)
    expect(ask()).toBe('expired')
  })

  it('make the content policy allow the service, which it does not where calls go directly', async () => {
    const policy = async (of: typeof app) => (await of.raw('GET', '/api/health')).headers.get('content-security-policy')
    expect(await policy(app)).toContain('wss://*.zego.im')
    expect(await policy(direct)).not.toContain('zego')
  })

  const direct = useApp('sqlite', { ZEGO_APP_ID: '0', ZEGO_SERVER_SECRET: '' })
  it('are refused where no service is configured, and calls go directly', async () => {
    const room = await aRoom(direct)
    const host = await room.enter()
    const body = { roomId: room.roomId }
    expect((await refusal(room.api('POST /api/zego/generate-token', { body }))).code).toBe('RTC_NOT_CONFIGURED')
    const device = asParticipant(direct, host.participantToken)
    expect((await refusal(device('POST /api/zego/generate-guest-token', { body }))).code).toBe('RTC_NOT_CONFIGURED')
    expect((await device('POST /api/interview/participant/credentials')).provider).toBe('direct')
  })
})
