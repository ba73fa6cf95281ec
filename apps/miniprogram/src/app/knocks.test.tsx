import { act } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { aRoom } from '@qingpin/testing/participants'
import { byRole, render, tap, until } from '../../test/render'
import { useServer } from '../../test/server'
import { startAccountEvents } from './events/account-events'
import { setKnockSilent, startKnocks, useKnocks } from './knocks'
import { dropSession } from './session'
import { Screen } from './shell/screen'

const { server, state, enter } = useServer()

/** The tokens of a login, by the names of the harness. */
const sessionOf = ({
  access_token: token,
  refresh_token: refreshToken,
}: Record<'access_token' | 'refresh_token', string>) => ({
  token,
  refreshToken,
})

let started = false
/** As at launch; the app is launched once. */
function launch(): void {
  if (started) return
  started = true
  startKnocks()
  startAccountEvents()
}

/** A browser that plays what it is asked to, unless it refuses, as before the first touch of a page. */
const play = vi.fn(async () => undefined)
beforeEach(() => {
  play.mockReset().mockResolvedValue(undefined)
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(play)
})

/** A member of the staff with the app open on some screen, whose account is watched. */
async function aHost() {
  const room = await aRoom(server)
  state.calls.length = 0
  await enter(room.host)
  launch()
  const page = await render(<Screen title="客户">一</Screen>)
  // The account is watched, and was looked up once.
  await until(() => ['GET /api/events', 'GET /api/interview/lobby'].every((route) => state.calls.includes(route)))
  return { room, page, knock: room.guest }
}

describe('a knock while the host is on another screen', () => {
  it('is shown without a sound where the device is silent, and sounds again after the switch', async () => {
    const { page, knock } = await aHost()
    await act(async () => setKnockSilent(true))
    await knock('王桂兰')
    await until(() => page.text().includes('王桂兰在门外'))
    await act(async () => setKnockSilent(false))
    await knock('李秀英')
    await until(() => play.mock.calls.length > 0)
    // Sounds of one account follow each other: an earlier one would have come before this.
    expect(play).toHaveBeenCalledTimes(1)
    await act(async () => dropSession())
  })

  it('is shown with the way there, rings once, and is put aside until the next one', async () => {
    const { room, page, knock } = await aHost()
    const guest = await knock('王桂兰')
    await until(() => page.text().includes('王桂兰在门外，王阿姨的视频面试'))
    await until(() => play.mock.calls.length > 0)
    await tap(byRole('button', '知道了'))
    expect(page.text()).not.toContain('王桂兰在门外')
    expect(useKnocks.getState().waiting).toHaveLength(1)

    await knock('李秀英')
    await until(() => page.text().includes('李秀英在门外'))
    await until(() => play.mock.calls.length === 2)
    await room.decide(guest.guestId, 'admit')
    await until(() => useKnocks.getState().waiting.length === 1)
    expect(play).toHaveBeenCalledTimes(2)

    // Nothing of it stays for the next person at this device.
    await act(async () => dropSession())
    expect(page.text()).not.toContain('在门外')
    expect(useKnocks.getState().waiting).toEqual([])
  })

  it('from before the app was opened is shown and rings, and no second time when it is opened again', async () => {
    const room = await aRoom(server)
    await room.guest('王桂兰')
    await enter(room.host)
    const page = await render(<Screen title="客户">一</Screen>)
    await until(() => page.text().includes('王桂兰在门外'))
    await until(() => play.mock.calls.length === 1)
    await act(async () => dropSession())
    await enter(await server.as()('POST /api/auth/login', { body: room.host }).then(sessionOf))
    await until(() => page.text().includes('王桂兰在门外'))
    expect(play).toHaveBeenCalledTimes(1)
  })

  it('is shown without a sound where the browser refuses it, and not on the page of its own lobby', async () => {
    play.mockRejectedValue(new DOMException('no gesture', 'NotAllowedError'))
    const { room, page, knock } = await aHost()
    await knock('王桂兰')
    await until(() => page.text().includes('王桂兰在门外'))
    await page.update(
      <Screen title="视频面试" lobby={room.roomId}>
        一
      </Screen>,
    )
    expect(page.text()).not.toContain('王桂兰在门外')
    await page.update(
      <Screen title="客户" lobby="another">
        一
      </Screen>,
    )
    expect(page.text()).toContain('王桂兰在门外')
  })
})
