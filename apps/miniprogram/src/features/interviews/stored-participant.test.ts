import { beforeEach, describe, expect, it } from 'vitest'
import { dropSession, startAs, type SessionReply } from '@/app/session'
import { dropParticipant, storeParticipant, storedParticipant, knockedAt, storeKnock } from './stored-participant'

const login = (id: string) =>
  startAs({ access_token: 'a', refresh_token: 'r', user: { id, role: 'admin' } } as unknown as SessionReply)

beforeEach(() => dropSession())

describe('the seat of a device', () => {
  it('goes with the login that it was taken with, the seat of a host above all', () => {
    login('lin')
    storeParticipant('room', { token: 'host-token', as: 'host' })
    expect(storedParticipant('room', 'host')?.token).toBe('host-token')
    dropSession()
    expect(storedParticipant('room', 'host')).toBeUndefined()
    login('zhou')
    expect(storedParticipant('room', 'host')).toBeUndefined()
    login('lin')
    expect(storedParticipant('room', 'host')).toBeUndefined()
  })

  it('belongs to the device where nobody is logged in, and is another one than the host has', () => {
    storeParticipant('room', { token: 'guest-token', as: 'guest', ticket: 't', name: '王桂兰' })
    login('lin')
    expect(storedParticipant('room', 'host')).toBeUndefined()
    expect(storedParticipant('room', 'guest')).toMatchObject({ token: 'guest-token', ticket: 't', name: '王桂兰' })
    dropParticipant('room', 'guest')
    expect(storedParticipant('room', 'guest')).toBeUndefined()
  })

  it('is found again by the invitation that led to it, and by no other', () => {
    storeKnock('ticket', 'room')
    expect([knockedAt('ticket'), knockedAt('other')]).toEqual(['room', undefined])
  })
})
