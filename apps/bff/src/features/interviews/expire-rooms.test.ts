import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { aRoom, asParticipant } from '@qingpin/testing/participants'
import { Worker } from '../../jobs/index.ts'
import { expireRooms } from './expire-rooms.job.ts'

describe.each(ENGINES)('the job that ends abandoned rooms, on %s', (engine) => {
  const app = useApp(engine)
  const run = async () => {
    await app.db.tx((t) => expireRooms.plan(t, app.ctx(), app.ctx().now))
    await new Worker(app.deps, [expireRooms]).runDue()
  }
  type Room = Awaited<ReturnType<typeof aRoom>>
  // Read from the row: the host's session ends before an abandoned room does.
  const stateOf = async ({ rowId }: Room) => {
    const { interviewRooms } = app.db.s
    const [row] = await app.db.q.select().from(interviewRooms).where(eq(interviewRooms.id, rowId))
    return row?.state
  }

  it('ends a room that was empty for four hours and deletes its messages, and no room with a participant', async () => {
    const [busy, empty, untouched] = [await aRoom(app), await aRoom(app), await aRoom(app)]
    const host = await busy.enter()
    const gone = await empty.enter()
    app.advance(3 * HOUR_MS)
    await run()
    expect(await Promise.all([busy, empty, untouched].map(stateOf))).toEqual(['open', 'open', 'open'])
    await asParticipant(app, host.participantToken)('POST /api/interview/participant/heartbeat', {
      body: { run: 'r', mic: true, cam: true },
    })
    app.advance(HOUR_MS)
    await Promise.all([run(), run(), run()])
    expect(await Promise.all([busy, empty, untouched].map(stateOf))).toEqual(['open', 'ended', 'ended'])
    expect(await actionsOf(app, empty.rowId)).toEqual(['room.create', 'room.end'])
    expect((await auditOf(app, empty.rowId)).at(-1)).toMatchObject({ actorId: null })
    const last = await asParticipant(app, gone.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${gone.guestId}` },
      query: { wait: '0' },
    })
    expect(last).toMatchObject({ closed: true, events: [{ data: { room: { state: 'ended' } } }] })
  })

  it('ends a planned room a day after its time', async () => {
    const room = await aRoom(app, { scheduledAt: new Date(app.ctx().now + HOUR_MS).toISOString() })
    app.advance(24 * HOUR_MS)
    await run()
    expect(await stateOf(room)).toBe('scheduled')
    app.advance(HOUR_MS)
    await run()
    expect(await stateOf(room)).toBe('ended')
  })
})
