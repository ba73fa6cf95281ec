import Taro from '@tarojs/taro'
import { describe, expect, it, vi } from 'vitest'
import { backOrTo } from './navigate'

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
