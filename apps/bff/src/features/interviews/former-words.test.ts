import { readFileSync } from 'node:fs'
import { eq, type SQL, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '../../../test/harness.ts'
import { asParticipant, aRoom } from '../../../test/participants.ts'
import { actionsOf } from '../../../test/rows.ts'

const body = { run: 'r', mic: true, cam: true }

describe.each(ENGINES)('the words that interviews bore before, on %s', (engine) => {
  const app = useApp(engine)
  const as =
    (token: string) =>
    (method: string, path: string, init: object = {}) =>
      app.raw(method, path, { ...init, headers: { 'x-participant-token': token } })

  it('go on working in a page that was opened before: its calls, its topic and the fields that it reads', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest('周女士')
    const page = as(guest.participantToken)
    const first = await page('GET', '/api/interview/seat')
    expect(first.json.data).toMatchObject({ place: 1, seats: [], me: { state: 'waiting' } })
    await app.raw('POST', `/api/interview/seats/${guest.guestId}/decide`, {
      token: room.host.token,
      body: { decision: 'admit' },
    })
    const after = first.json.data.lastSeq
    const { json } = await page('GET', `/api/events/seat:${guest.guestId}?after=${after}&wait=0`)
    expect(json.data.events).toMatchObject([{ type: 'room', data: { place: 0, seats: [{ name: '林晓' }] } }])
    const signal = { to: host.guestId, run: 'a', toRun: 'b' }
    const replies = [
      await page('POST', '/api/interview/seat/beat', { body }),
      await page('POST', '/api/interview/seat/credentials'),
      await page('POST', '/api/interview/seat/signals', { body: signal }),
      await page('POST', '/api/interview/seat/messages', { body: { id: 'm', text: '好' } }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const door = await app.raw('POST', `/api/interview/rooms/${room.roomId}/door`, {
      token: room.host.token,
      body: { knocking: false },
    })
    expect(door.json.data.knocking).toBe(false)
    const metrics = await app.deps.metrics.text()
    expect(metrics).toContain('qingpin_renamed_route_requests_total{route="GET /api/events/seat:{id}"} 1')
    expect((await as('x'.repeat(32))('GET', `/api/events/seat:${guest.guestId}`)).status).toBe(404)
  })

  it('are replaced in stored rows by the migration', async () => {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'remove')
    const { topics, events, moderatedTexts, jobs, auditLog } = app.db.s
    const topic = `seat:${host.guestId}`
    const { lastSeq } = await asParticipant(app, host.participantToken)('GET /api/interview/participant')
    const [check, job] = ['c'.repeat(24), 'd'.repeat(24)]
    await app.db.tx(function* (t) {
      for (const table of [topics, events])
        yield t
          .update(table)
          .set({ topic })
          .where(eq(table.topic, `participant:${host.guestId}`))
      yield t.update(auditLog).set({ action: 'room.door' }).where(eq(auditLog.action, 'room.remove'))
      yield t.insert(moderatedTexts).values({
        id: check,
        subject: 'seat' as 'participant',
        subjectId: guest.guestId,
        field: 'userName',
        textSealed: '',
        scene: 'profile',
        authorId: null,
        state: 'waiting',
        createdAt: 1,
      })
      yield t.insert(jobs).values({
        id: job,
        queue: 'forgotten-rooms',
        data: { hour: 1 },
        key: 'hour-1',
        state: 'ready',
        attempt: 0,
        runAt: 1,
        leaseUntil: null,
        error: null,
        createdAt: 1,
      })
    })
    const file = new URL(`../../db/migrations/${engine}/0011_participants.sql`, import.meta.url)
    const updates = readFileSync(file, 'utf8').split('--> statement-breakpoint\n').slice(1)
    const q = app.db.q as unknown as Record<'run' | 'execute', ((query: SQL) => unknown) | undefined>
    for (const update of updates) {
      // A later migration renamed this table.
      const statement = sql.raw(update.replaceAll('text_checks', 'moderated_texts'))
      await (q.run?.(statement) ?? q.execute?.(statement))
    }
    const device = asParticipant(app, host.participantToken)
    expect((await device('GET /api/interview/participant')).lastSeq).toBe(lastSeq)
    const read = await device('GET /api/events/{topic}', {
      params: { topic: `participant:${host.guestId}` },
      query: { wait: '0' },
    })
    expect(read.events).toMatchObject([{ seq: lastSeq, type: 'room' }])
    const [row] = await app.db.q.select().from(moderatedTexts).where(eq(moderatedTexts.id, check))
    const [due] = await app.db.q.select().from(jobs).where(eq(jobs.id, job))
    expect([row?.subject, due?.queue]).toEqual(['participant', 'expire-rooms'])
    expect(await actionsOf(app, room.rowId)).toContain('room.public-join')
  })
})
