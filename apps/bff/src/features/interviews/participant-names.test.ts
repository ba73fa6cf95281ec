import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startApp, type TestApp } from '@qingpin/testing/harness'
import { newDatabase, rivalOn } from '@qingpin/testing/postgres'
import { aRoom } from '@qingpin/testing/participants'
import { openPg } from '../../db/pg.ts'
import { moderateParticipant } from './admission.service.ts'

const base = inject('postgres')

describe.skipIf(base === undefined)('the moderation of a name, on PostgreSQL', () => {
  let app: TestApp
  let rival: Awaited<ReturnType<typeof rivalOn>>
  beforeAll(async () => {
    const url = await newDatabase(base ?? '')
    app = await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 6 }) })
    rival = await rivalOn(url)
  })
  afterAll(async () => {
    await rival.end()
    await app.stop()
  })

  it('leaves a name that the guest has changed in the meantime', async () => {
    const room = await aRoom(app)
    await room.enter()
    const { guestId: id } = await room.guest('坏名字')
    await rival.run('begin')
    await rival.run('select 1 from interview_rooms where id = $1 for update', [room.rowId])
    const moderated = app.db.tx((t) => moderateParticipant(t, app.ctx(), { id, field: 'userName', text: '坏名字' }))
    await rival.untilWaiting(1, moderated)
    await rival.run("update interview_participants set name = '王桂兰' where id = $1", [id])
    await rival.run('commit')
    await moderated
    expect((await rival.run('select name from interview_participants where id = $1', [id])).rows).toEqual([
      { name: '王桂兰' },
    ])
  })
})
