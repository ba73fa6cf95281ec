import { beforeEach, describe, expect, it, vi } from 'vitest'
import { aRoom } from '@qingpin/testing/participants'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Taro, { openWith } from '../../../../test/taro'
import { dropParticipant, storedParticipant, storeKnock, storeParticipant } from '../stored-participant'
import InterviewGuest from './index'

const { server, state } = useServer()

type Room = Awaited<ReturnType<typeof aRoom>>
let room: Room
let invite: Awaited<ReturnType<Room['inviteTicket']>>

/** The phone of 王桂兰, who has joined by the invitation. */
async function aKnownPhone(maxUses = 3) {
  room = await aRoom(server)
  await room.enter()
  invite = await room.inviteTicket({ maxUses })
  const guest = await room.guest('王桂兰', invite.ticket)
  storeParticipant(room.roomId, { token: guest.participantToken, as: 'guest' })
  storeKnock(invite.ticket, room.roomId)
  return guest
}
const opened = async () => {
  openWith({ t: invite.ticket })
  const page = await render(<InterviewGuest />)
  await until(() => page.text().includes('王阿姨的视频面试'))
  return page
}
const people = async () => {
  const { participants } = await room.api('GET /api/interview/rooms/{roomId}', { params: { roomId: room.roomId } })
  return participants.filter(({ role }) => role === 'guest').map(({ userName }) => userName)
}
const uses = async () => {
  const { items } = await room.api('GET /api/interview/rooms/{roomId}/invites', { params: { roomId: room.roomId } })
  return items[0]?.uses
}
const wentIn = () => until(() => vi.mocked(Taro.redirectTo).mock.calls.length > 0)

beforeEach(() => {
  vi.mocked(Taro.redirectTo).mockClear()
  if (room) dropParticipant(room.roomId, 'guest')
  state.cut = false
})

describe('the page of an invitation on a device that has used it', () => {
  it('goes back to the place of the device in one tap, without another participant or use', async () => {
    const guest = await aKnownPhone()
    await room.decide(guest.guestId, 'admit')
    const page = await opened()
    expect(page.text()).toContain('这台设备上是王桂兰')
    expect(page.text()).toContain('您的座位还在')
    expect(page.element.querySelector('input')).toBeNull()
    await tap(byRole('button', '接着用王桂兰进去'))
    await wentIn()
    expect([await people(), await uses()]).toEqual([['王桂兰'], 1])
  })

  it('leaves the former place before the next person is asked for a name', async () => {
    const guest = await aKnownPhone()
    await room.decide(guest.guestId, 'admit')
    const page = await opened()
    await tap(byRole('button', '换个人'))
    await until(() => page.element.querySelector('input') !== null)
    expect(storedParticipant(room.roomId, 'guest')).toBeUndefined()
    const { items } = await room.api('GET /api/interview/lobby')
    expect(items).toEqual([])
    await expect(room.decide(guest.guestId, 'admit')).rejects.toMatchObject({ code: 'PARTICIPANT_LEFT' })
  })

  it('stays with the former person while the server does not know that the place is left', async () => {
    await aKnownPhone()
    const page = await opened()
    state.cut = true
    await tap(byRole('button', '换个人'))
    await until(() => page.text().includes('没连上网'))
    expect(page.text()).toContain('这台设备上是王桂兰')
    expect(storedParticipant(room.roomId, 'guest')).toBeDefined()
  })

  it('opens a used up invitation only for the person who used it', async () => {
    await aKnownPhone(1)
    const page = await opened()
    expect(page.text()).toContain('这个邀请的人数用完了')
    expect(page.text()).not.toContain('换个人，王桂兰的座位')
    await tap(byRole('button', '接着用王桂兰进去'))
    await wentIn()
    expect([await people(), await uses()]).toEqual([['王桂兰'], 1])
  })

  it('asks for a name where the device has a participant in another room only', async () => {
    await aKnownPhone()
    const other = await aRoom(server)
    invite = await other.inviteTicket()
    const page = await opened()
    expect(page.text()).not.toContain('接着用')
    expect(page.element.querySelector('input')).not.toBeNull()
  })
})
