import { beforeEach, describe, expect, it } from 'vitest'
import { dropSession, startAs, type SessionReply } from '@/app/session'
import { dropSeat, keepSeat, keptSeat, knockedAt, noteKnock } from './seat-token'

const login = (id: string) =>
  startAs({ access_token: 'a', refresh_token: 'r', user: { id, role: 'admin' } } as unknown as SessionReply)

beforeEach(() => dropSession())

describe('the seat of a device', () => {
  it('goes with the login that it was taken with, the seat of a host above all', () => {
    login('lin')
    keepSeat('room', { token: 'host-token', as: 'host' })
    expect(keptSeat('room', 'host')?.token).toBe('host-token')
    dropSession()
    expect(keptSeat('room', 'host')).toBeUndefined()
    login('zhou')
    expect(keptSeat('room', 'host')).toBeUndefined()
    login('lin')
    expect(keptSeat('room', 'host')).toBeUndefined()
  })

  it('belongs to the device where nobody is logged in, and is another one than the host has', () => {
    keepSeat('room', { token: 'guest-token', as: 'guest', ticket: 't', name: '王桂兰' })
    login('lin')
    expect(keptSeat('room', 'host')).toBeUndefined()
    expect(keptSeat('room', 'guest')).toMatchObject({ token: 'guest-token', ticket: 't', name: '王桂兰' })
    dropSeat('room', 'guest')
    expect(keptSeat('room', 'guest')).toBeUndefined()
  })

  it('is found again by the invitation that led to it, and by no other', () => {
    noteKnock('ticket', 'room')
    expect([knockedAt('ticket'), knockedAt('other')]).toEqual(['room', undefined])
  })
})
