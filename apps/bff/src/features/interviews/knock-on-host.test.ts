import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { accountTopic } from '@qingpin/contract/events/account.events'
import { SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

describe.each(ENGINES)('a knock on %s', (engine) => {
  const app = useApp(engine)
  type Room = Awaited<ReturnType<typeof aRoom>>

  /** What the host reads about lobbies on the topic of the account. */
  const heard = async ({ host, api }: Room) => {
    const { events } = await api('GET /api/events/{topic}', {
      params: { topic: accountTopic(host.id) },
      query: { wait: '0' },
    })
    return events.filter(({ type }) => type === 'lobby').map(({ data }) => data)
  }

  it('reaches the host on the topic of the account, without a name, and so does each change of the lobby', async () => {
    const room = await aRoom(app)
    const guest = await room.guest('王桂兰')
    const { roomId } = room
    expect(await heard(room)).toEqual([{ roomId, knock: guest.guestId }])
    const device = asParticipant(app, guest.participantToken)
    await device('POST /api/interview/guest/leave', { body: {} })
    expect(await heard(room)).toEqual([{ roomId, knock: null }])
    await device('POST /api/interview/guest/join', { body: { userName: '王桂兰', roomId } })
    expect(await heard(room)).toEqual([{ roomId, knock: guest.guestId }])
    await room.decide(guest.guestId, 'admit')
    expect(await heard(room)).toEqual([{ roomId, knock: null }])
    const other = app.as((await app.aStaff('manager')).token)
    const topic = { params: { topic: accountTopic(room.host.id) }, query: { wait: '0' } }
    expect((await refusal(other('GET /api/events/{topic}', topic))).code).toBe('NOT_FOUND')
  })

  it('is shown with its room in the lobby of the host only, while the guest is there', async () => {
    const [room, other] = [await aRoom(app), await aRoom(app)]
    const guest = await room.guest('王桂兰')
    const lobby = async ({ api }: Room) => (await api('GET /api/interview/lobby')).items
    const { roomId } = room
    const shown = { id: guest.guestId, name: '王桂兰', role: 'worker', since: guest.joinedAt }
    expect(await lobby(room)).toEqual([{ ...shown, roomId, roomName: '王阿姨的视频面试' }])
    expect(await lobby(other)).toEqual([])
    app.advance(SILENT_AFTER_MS + 1)
    expect(await lobby(room)).toEqual([])
    const body = { run: 'r', mic: false, cam: false }
    await asParticipant(app, guest.participantToken)('POST /api/interview/participant/heartbeat', { body })
    expect(await lobby(room)).toHaveLength(1)
    await room.end()
    expect(await lobby(room)).toEqual([])
  })
})

describe.each(ENGINES)("the host's interviews of the day on %s", (engine) => {
  const app = useApp(engine)

  it('are the open one and those due before midnight in Beijing, counted as the list shows them', async () => {
    const room = await aRoom(app)
    const plan = (roomName: string, ms: number) =>
      room.api('POST /api/interview/rooms', { body: { roomName, scheduledAt: new Date(ms).toISOString() } })
    const midnight = startOfDay(app.ctx().now) + DAY_MS
    await plan('今晚最后一场', midnight - 60_000)
    await plan('今晚第一场', midnight - 120_000)
    await plan('明天零点', midnight)
    const guest = await room.guest('王桂兰')
    const { interviews } = await room.api('GET /api/today')
    const { list, total } = await room.api('GET /api/interview/rooms', { query: { status: 'today' } })
    const names = ['王阿姨的视频面试', '今晚第一场', '今晚最后一场']
    expect(interviews.first.map(({ roomName }) => roomName)).toEqual(names)
    expect(list.map(({ roomName }) => roomName)).toEqual(names)
    expect([interviews.today, total]).toEqual([3, 3])
    expect(interviews.waiting).toMatchObject([{ id: guest.guestId, roomId: room.roomId }])
    await room.end()
    expect((await room.api('GET /api/today')).interviews).toMatchObject({ today: 2, waiting: [] })
    const other = await app.aStaff('employee')
    expect((await app.as(other.token)('GET /api/today')).interviews).toEqual({ today: 0, first: [], waiting: [] })
  })
})
