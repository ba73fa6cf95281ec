import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { aRoom } from '@qingpin/testing/participants'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Taro, { hidePage, openWith } from '../../../../test/taro'
import InterviewDetail from './index'

const { server, state, enter } = useServer()

// What the page looks up every few seconds.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())
const later = () => act(async () => void vi.advanceTimersByTime(5000))

it('shows a host who is not inside the guests in the lobby and the way to them, and asks for nothing behind another page', async () => {
  const room = await aRoom(server)
  await enter(room.host)
  openWith({ roomId: room.roomId })
  const page = await render(<InterviewDetail />)
  await until(() => page.text().includes('还没有邀请'))
  expect(page.text()).not.toContain('在门外')
  await room.guest('孙先生')
  await later()
  await until(() => /孙先生在门外，等了/.test(page.text()))
  await until(() => page.text().includes('已有1人用了'))
  await tap(byRole('button', '进去开门'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/features/interviews/room/index?roomId=${room.roomId}`,
  })
  hidePage()
  state.calls.length = 0
  await later()
  expect(state.calls).toEqual([])
})
