import Taro from '@tarojs/taro'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useServer } from '../../test/server'
import { getStored, setStored, storedKeys } from '@/platform/storage'
import { api } from './api'
import { persistAnswer } from './persisted-answers'
import { entryOf, put } from './query-store'
import { currentSession, dropSession, startAs, updateAccount, watchStoredSession, type Session } from './session'
import { dismissSessionChange, useSessionChange } from './session-change'

describe('another tab of the browser', () => {
  const { server, state } = useServer()
  type Reply = Parameters<typeof startAs>[0]
  const logIn = async (role: 'manager' | 'employee' = 'manager'): Promise<Reply> =>
    server.as()('POST /api/auth/login', { body: await server.aStaff(role) })
  const asSession = ({ access_token: access, refresh_token: refresh, user }: Reply): Session => ({
    access,
    refresh,
    user,
  })
  /** What another tab has done: its session is the stored one, and this tab is notified on request. */
  const elsewhere = (reply: Reply | undefined) => setStored('session', reply && asSession(reply))
  const change = () => useSessionChange.getState().change
  const shown = () => entryOf(['customers']).snap.data

  let mine: Reply
  beforeEach(async () => {
    dropSession()
    dismissSessionChange()
    vi.mocked(Taro.reLaunch).mockClear()
    state.cut = false
    mine = await logIn()
    startAs(mine)
    put(entryOf(['customers']), { data: ['陈女士 13711220033'] })
  })

  it('that logs out empties this one at once, leaves its pages and says why', () => {
    elsewhere(undefined)
    watchStoredSession()
    expect([currentSession(), shown()]).toEqual([undefined, undefined])
    expect(Taro.reLaunch).toHaveBeenCalledTimes(1)
    expect(change()).toEqual({ kind: 'left' })
  })

  it('that logs in as another account switches this one, too, with the stored data of the new account', async () => {
    const other = await logIn('employee')
    elsewhere(other)
    setStored(`answer:${other.user.id}:employee:["today"]`, { data: 1, at: 1 })
    watchStoredSession()
    expect(currentSession()).toEqual(asSession(other))
    expect(shown()).toBeUndefined()
    expect(storedKeys('answer:')).toEqual([`answer:${other.user.id}:employee:["today"]`])
    expect(change()).toEqual({ kind: 'account', name: other.user.name })
    expect((await api('GET /api/auth/me')).id).toBe(other.user.id)
  })

  it('that switches the role changes it here, too', async () => {
    elsewhere(await server.as(mine.access_token)('POST /api/auth/switch-role', { body: { role: 'personal' } }))
    watchStoredSession()
    expect(currentSession()?.user.role).toBe('personal')
    expect(shown()).toBeUndefined()
    expect(change()).toEqual({ kind: 'role', label: '个人' })
  })

  it('that renews the tokens leaves the pages of this one as they are', async () => {
    elsewhere(await server.as()('POST /api/auth/refresh', { body: { refresh_token: mine.refresh_token } }))
    watchStoredSession()
    expect(currentSession()?.refresh).not.toBe(mine.refresh_token)
    expect(shown()).toBeDefined()
    expect([change(), vi.mocked(Taro.reLaunch).mock.calls]).toEqual([undefined, []])
  })

  it('that logs in does not disturb a guest, who may be in an interview', async () => {
    dropSession()
    elsewhere(await logIn())
    watchStoredSession()
    expect(currentSession()).toBeDefined()
    expect([change(), vi.mocked(Taro.reLaunch).mock.calls]).toEqual([undefined, []])
  })

  it('keeps its session when a call of this one is refused, and this one goes over to it', async () => {
    await server.as(mine.access_token)('POST /api/auth/logout')
    const other = await logIn('employee')
    elsewhere(other)
    await expect(api('GET /api/auth/me')).rejects.toMatchObject({ status: 401 })
    expect(getStored('session')).toEqual(asSession(other))
    expect(currentSession()).toEqual(asSession(other))
    expect(shown()).toBeUndefined()
    expect((await api('GET /api/auth/me')).id).toBe(other.user.id)
  })

  it('is not ended by the late refusal of a call that was sent with the session of before', async () => {
    await server.as(mine.access_token)('POST /api/auth/logout')
    const held = server.hold('GET /api/auth/me')
    const late = api('GET /api/auth/me').catch((error: { status: number }) => error.status)
    const other = await logIn('employee')
    startAs(other)
    held.release()
    expect(await late).toBe(401)
    expect(currentSession()).toEqual(asSession(other))
    expect(getStored('session')).toEqual(asSession(other))
  })

  it('never has a write of this one sent again in the name of its account', async () => {
    server.advance(3 * 3_600_000)
    const held = server.hold('PATCH /api/auth/me')
    const write = api('PATCH /api/auth/me', { body: { name: '王经理' } }).catch((error: { code: string }) => error.code)
    const other = await logIn('employee')
    startAs(other)
    held.release()
    expect(await write).toBe('TOKEN_EXPIRED')
    expect((await api('GET /api/auth/me')).name).toBe(other.user.name)
  })

  it('keeps what it stored when this one learns something about the account of before', async () => {
    const other = await logIn('employee')
    elsewhere(other)
    updateAccount({ ...mine.user, name: '改了名' })
    expect(getStored('session')).toEqual(asSession(other))
    persistAnswer('["customers"]', { data: ['陈女士'], at: 1 })
    watchStoredSession()
    expect(storedKeys('answer:')).toEqual([])
  })
})
