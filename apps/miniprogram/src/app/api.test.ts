import { isApiError } from '@qingpin/contract/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { useServer } from '../../test/server'
import { setStored } from '@/platform/storage'
import { api } from './api'
import { dismissSessionChange, useSessionChange } from './session-change'
import { currentSession, dropSession, startAs } from './session'
import { switchRole } from './sign-in'

describe('the API as the app calls it', () => {
  const { server, state } = useServer()

  beforeEach(async () => {
    dropSession()
    dismissSessionChange()
    const person = await server.aStaff('manager')
    startAs(await server.as()('POST /api/auth/login', { body: person }))
    state.calls.length = 0
    state.cut = false
  })

  it('renews an expired token once for all requests that got the refusal', async () => {
    const before = currentSession()
    server.advance(3 * HOUR_MS)
    const [me, list] = await Promise.all([api('GET /api/auth/me'), api('GET /api/resumes')])
    expect(me.id).toBe(before?.user.id)
    expect(list.total).toBe(0)
    expect(state.calls.filter((call) => call === 'POST /api/auth/refresh')).toHaveLength(1)
    expect(currentSession()?.access).not.toBe(before?.access)
  })

  it('repeats a write after the renewal, with one effect', async () => {
    server.advance(3 * HOUR_MS)
    const worker = { name: '潘小凤', gender: 'female', age: 41, jobType: 'baojie', phone: '13611110000' } as const
    await api('POST /api/resumes/miniprogram/create', { body: worker, idempotencyKey: 'one-try' })
    expect((await api('GET /api/resumes', { query: { search: '潘小凤' } })).total).toBe(1)
  })

  it('ends the session when the refresh token is no longer valid', async () => {
    server.advance(40 * 24 * HOUR_MS)
    const outcome = await api('GET /api/auth/me').then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(isApiError(outcome) && outcome.status).toBe(401)
    expect(currentSession()).toBeUndefined()
  })

  it('takes on a changed role at the next request, and shows a dialog', async () => {
    const admin = server.as((await server.aStaff('admin')).token)
    const id = currentSession()?.user.id ?? ''
    await admin('PATCH /api/users/{id}', { params: { id }, body: { role: 'employee' } })
    expect((await api('GET /api/auth/me')).role).toBe('employee')
    expect(currentSession()?.user.role).toBe('employee')
    expect(useSessionChange.getState().change).toEqual({ kind: 'role', label: '普通员工' })
    expect(state.calls).toEqual(['GET /api/auth/me', 'POST /api/auth/refresh', 'GET /api/auth/me'])
  })

  it.each([
    ['that it was suspended', { status: 'suspended' as const }, 'suspended'],
    ['that it has ended, when the password was set anew', { password: 'set-by-an-admin-1' }, 'ended'],
  ])('ends the session and says %s', async (_, body, kind) => {
    const admin = server.as((await server.aStaff('admin')).token)
    const id = currentSession()?.user.id ?? ''
    await admin('PATCH /api/users/{id}', { params: { id }, body })
    await api('GET /api/auth/me').catch(() => undefined)
    expect([currentSession(), useSessionChange.getState().change?.kind]).toEqual([undefined, kind])
  })

  it('shows no dialog when the person switched the role', async () => {
    await switchRole('personal')
    expect(useSessionChange.getState().change).toBeUndefined()
  })

  it('keeps the session when the network is cut in the middle of a renewal', async () => {
    server.advance(3 * HOUR_MS)
    state.cut = true
    await expect(api('GET /api/auth/me')).rejects.toMatchObject({ name: 'NetworkError' })
    expect(currentSession()).toBeDefined()
    state.cut = false
    await expect(api('GET /api/auth/me')).resolves.toMatchObject({ role: 'manager' })
  })

  it('forgets a session that was ended elsewhere', async () => {
    await server.as(currentSession()?.access)('POST /api/auth/logout')
    await expect(api('GET /api/auth/me')).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
    expect(currentSession()).toBeUndefined()
  })

  it('keeps the new session when a late answer refers to the former one', async () => {
    const late = server.hold('GET /api/auth/me')
    const asked = api('GET /api/auth/me').then(
      () => undefined,
      (error: unknown) => error,
    )
    await switchRole('personal')
    late.release()
    expect(await asked).toMatchObject({ code: 'TOKEN_INVALID' })
    expect(currentSession()?.user.role).toBe('personal')
    await expect(api('GET /api/auth/me')).resolves.toMatchObject({ role: 'personal' })
  })

  it('takes over the tokens that another tab has renewed, so that two tabs do not end the session of each other', async () => {
    const mine = currentSession()
    server.advance(3 * HOUR_MS)
    const renewed = await server.as()('POST /api/auth/refresh', { body: { refresh_token: mine?.refresh } })
    setStored('session', { access: renewed.token, refresh: renewed.refresh_token, user: renewed.user })
    server.advance(60_000)
    await expect(api('GET /api/auth/me')).resolves.toMatchObject({ id: mine?.user.id })
    expect(state.calls).not.toContain('POST /api/auth/refresh')
  })
})
