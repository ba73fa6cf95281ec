import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { readTopics } from '@qingpin/testing/topic-reader'
import { readEvents } from '../../events/events.repo.ts'
import { notifyAccount } from '../../events/index.ts'
import { retention } from '../../background/retention.job.ts'

describe.each(ENGINES)('the topic of an account, on %s', (engine) => {
  const app = useApp(engine)
  type Account = { id: string }
  const changes = async ({ id }: Account) =>
    (await readEvents(app)(`account:${id}`, 0)).filter(({ type }) => type === 'session').map(({ data }) => data)
  const lastOf = async ({ id }: Account) => (await readEvents(app)(`account:${id}`, 0)).at(-1)?.seq ?? 0
  const ended = [{ change: 'ended' }]
  const role = [{ change: 'role' }]

  /** The same person on another device: a number gets a code a minute. */
  const again = (phone: string) => {
    app.advance(61_000)
    return app.aPerson(phone)
  }
  const asAdmin = async (id: string, body: object) =>
    app.as((await app.aStaff('admin')).token)('PATCH /api/users/{id}', { params: { id }, body })

  it.each<[string, (me: { id: string; token: string; refreshToken: string }) => Promise<unknown>, object[]]>([
    ['a logout', ({ token }) => app.as(token)('POST /api/auth/logout'), ended],
    ['a role switch', ({ token }) => app.as(token)('POST /api/auth/switch-role', { body: { role: 'personal' } }), role],
    ['a change of the role by an admin', ({ id }) => asAdmin(id, { role: 'manager' }), role],
    ['a suspension', ({ id }) => asAdmin(id, { status: 'suspended' }), ended],
    ['a new password', ({ id }) => asAdmin(id, { password: 'eines-neuen-87' }), ended],
    [
      'a copied refresh token',
      async ({ refreshToken: refresh_token }) => {
        await app.as()('POST /api/auth/refresh', { body: { refresh_token } })
        app.advance(60_000)
        await app
          .as()('POST /api/auth/refresh', { body: { refresh_token } })
          .catch(() => 'ended')
      },
      ended,
    ],
  ])('tells of %s', async (_, act, told) => {
    const me = await app.aStaff('employee')
    await act(me)
    expect(await changes(me)).toEqual(told)
  })

  it('reports devices that were logged out from another one, and nothing when there were none', async () => {
    const phone = '13912345678'
    const [one, two] = [await app.aPerson(phone), await again(phone)]
    expect(two.id).toBe(one.id)
    await app.as(two.token)('POST /api/auth/sessions/end-others')
    expect([await changes(one), await lastOf(one)]).toEqual([ended, 1])
    await app.as(two.token)('POST /api/auth/sessions/end-others')
    expect(await lastOf(one)).toBe(1)
    const three = await again(phone)
    const { items } = await app.as(two.token)('GET /api/auth/sessions')
    const other = items.find(({ current }) => !current)
    await app.as(two.token)('DELETE /api/auth/sessions/{id}', { params: { id: other?.id ?? '' } })
    expect([await changes(three), await lastOf(three)]).toEqual([ended, 2])
  })

  it('ends the streams of ended sessions', async () => {
    const phone = '13912345679'
    const [one, two] = [await app.aPerson(phone), await again(phone)]
    const [first, second] = await Promise.all(
      [one, two].map(({ token }) => readTopics(app, token, `account:${one.id}:0`)),
    )
    await first?.next()
    await second?.next()
    await app.as(two.token)('POST /api/auth/sessions/end-others')
    for (const events of [first, second]) {
      expect(await events?.next()).toMatchObject({ data: { type: 'session', data: { change: 'ended' } } })
      expect(await events?.next()).toBeUndefined()
    }
    const reopened = await Promise.all([one, two].map(({ token }) => readTopics(app, token, `account:${one.id}:1`)))
    expect(reopened.map(({ status }) => status)).toEqual([401, 200])
    await reopened[1]?.stop()
    await expect.poll(() => app.deps.notifier.size).toBe(0)
  })

  it('is undone with the transaction that wrote it', async () => {
    const me = await app.aPerson()
    const failing = app.db.tx(function* (t) {
      yield* notifyAccount(t, app.ctx(), me.id, 'lobby', { roomId: 'room_a', knock: null })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await lastOf(me)).toBe(0)
  })

  it('continues its numbers for readers who return after months', async () => {
    const me = await app.aPerson()
    const knock = () => app.db.tx((t) => notifyAccount(t, app.ctx(), me.id, 'lobby', { roomId: 'room_a', knock: null }))
    await knock()
    await knock()
    app.advance(100 * 86_400_000)
    await retention.run(app.ctx(), {}, 1)
    await knock()
    expect((await readEvents(app)(`account:${me.id}`, 2)).map(({ seq }) => seq)).toEqual([3])
  })
})
