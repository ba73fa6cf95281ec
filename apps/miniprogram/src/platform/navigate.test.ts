import Taro from '@tarojs/taro'
import { describe, expect, it, vi } from 'vitest'
import { inPassing, setDetailsBeside } from './beside-list.h5'
import { backOrTo, navigateTo } from './navigate'

const ROOM = '/features/interviews/room/index'
const open = (...pages: object[]) =>
  void vi.spyOn(Taro, 'getCurrentPages').mockReturnValue(pages as ReturnType<typeof Taro.getCurrentPages>)

describe('a page that may be open only once', () => {
  it('is gone back to where it is open below, because two pages of one room would compete for one participant', async () => {
    open(
      { $taroPath: 'pages/interviews/index', $taroParams: {} },
      { $taroPath: 'features/interviews/room/index?roomId=r1&$taroTimestamp=1', $taroParams: { roomId: 'r1' } },
      { $taroPath: 'features/interviews/detail/index?roomId=r1', $taroParams: { roomId: 'r1' } },
    )
    await backOrTo(`${ROOM}?roomId=r1`, { roomId: 'r1' })
    expect(Taro.navigateBack).toHaveBeenCalledWith({ delta: 1 })
    expect(Taro.navigateTo).not.toHaveBeenCalled()
  })

  it('is opened where another room lies below', async () => {
    open({ $taroPath: '/features/interviews/room/index?stamp=A', $taroParams: { roomId: 'r2' } })
    await backOrTo(`${ROOM}?roomId=r1`, { roomId: 'r1' })
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `${ROOM}?roomId=r1` })
  })
})

describe('a detail that is chosen in the list beside it', () => {
  const DETAIL = '/features/customers/detail/index'
  const isAt = (address: string) => void (window.location.hash = address)

  it('takes the place of the one in front, with a step in the history unless it is passed on the way', async () => {
    const added = vi.spyOn(window.history, 'pushState')
    setDetailsBeside([DETAIL])
    isAt(`${DETAIL}?id=a`)
    await navigateTo(`${DETAIL}?id=b`)
    expect(Taro.redirectTo).toHaveBeenLastCalledWith({ url: `${DETAIL}?id=b` })
    expect(added).toHaveBeenCalledTimes(1)
    let passed: Promise<void> | undefined
    inPassing(() => (passed = navigateTo(`${DETAIL}?id=c`)))
    await passed
    expect(Taro.redirectTo).toHaveBeenLastCalledWith({ url: `${DETAIL}?id=c` })
    expect(added).toHaveBeenCalledTimes(1)
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    setDetailsBeside([])
  })

  it('stays as it is when it is the one in front, and opens above a form or where no list stands beside', async () => {
    setDetailsBeside([DETAIL])
    isAt(`${DETAIL}?id=a`)
    await navigateTo(`${DETAIL}?id=a`)
    expect(Taro.redirectTo).not.toHaveBeenCalled()
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    isAt('/features/customers/edit/index?id=a')
    await navigateTo(`${DETAIL}?id=b`)
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: `${DETAIL}?id=b` })
    setDetailsBeside([])
    isAt(`${DETAIL}?id=a`)
    await navigateTo(`${DETAIL}?id=c`)
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: `${DETAIL}?id=c` })
  })
})
