import { beforeEach, describe, expect, it } from 'vitest'
import { persistAnswer } from '@/app/persisted-answers'
import { dropSession, startAs, type SessionReply } from '@/app/session'
import { setStored, storedKeys } from '@/platform/storage'
import { dropParticipant, knockedAt, storedParticipant, storeKnock, storeParticipant } from './stored-participant'

const login = (id: string) =>
  startAs({ access_token: 'a', refresh_token: 'r', user: { id, role: 'admin' } } as unknown as SessionReply)

beforeEach(() => dropSession())

describe('the stored participant', () => {
  it('goes with the session that it was stored in, that of a host above all', () => {
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

  it('belongs to the device where there is no session, and is another one than the host', () => {
    storeParticipant('room', { token: 'guest-token', as: 'guest' })
    login('lin')
    expect(storedParticipant('room', 'host')).toBeUndefined()
    expect(storedParticipant('room', 'guest')).toMatchObject({ token: 'guest-token' })
    dropParticipant('room', 'guest')
    expect(storedParticipant('room', 'guest')).toBeUndefined()
  })

  it('is found under the key of an earlier version, once, and moved to the present one', () => {
    setStored('seat:guest:old-room', { token: 'old-guest', as: 'guest', at: Date.now() })
    expect(storedParticipant('old-room', 'guest')?.token).toBe('old-guest')
    expect(storedKeys('seat:')).toEqual([])
    expect(storedParticipant('old-room', 'guest')?.token).toBe('old-guest')
    login('lin')
    persistAnswer('seat:host:old-room', { data: { token: 'old-host', as: 'host' }, at: 1 })
    expect(storedParticipant('old-room', 'host')?.token).toBe('old-host')
    expect(storedKeys('answer:').filter((key) => key.includes('seat:'))).toEqual([])
    expect(storedParticipant('old-room', 'host')?.token).toBe('old-host')
  })

  it('of an earlier version does not replace a newer one, and is dropped with it', () => {
    storeParticipant('both', { token: 'new', as: 'guest' })
    setStored('seat:guest:both', { token: 'old', as: 'guest', at: Date.now() })
    expect(storedParticipant('both', 'guest')?.token).toBe('new')
    setStored('seat:guest:both', { token: 'old', as: 'guest', at: Date.now() })
    dropParticipant('both', 'guest')
    expect(storedParticipant('both', 'guest')).toBeUndefined()
  })

  it('is found by the invitation that led to the room, and by no other', () => {
    storeKnock('ticket', 'room')
    expect([knockedAt('ticket'), knockedAt('other')]).toEqual(['room', undefined])
  })

  it('is found by each of the last invitations, and by what an earlier version stored', () => {
    setStored('knocked', { ticket: 'old', roomId: 'old-room' })
    expect(knockedAt('old')).toBe('old-room')
    for (let n = 0; n < 7; n++) storeKnock(`t${n}`, `r${n}`)
    storeKnock('t0', 'r0')
    expect([knockedAt('old'), knockedAt('t0'), knockedAt('t6')]).toEqual(['old-room', 'r0', 'r6'])
    storeKnock('t7', 'r7')
    expect([knockedAt('old'), knockedAt('t1'), knockedAt('t7')]).toEqual([undefined, 'r1', 'r7'])
    setStored('knocked', [null, { ticket: 1 }, 'x'])
    expect(knockedAt('t0')).toBeUndefined()
  })
})
