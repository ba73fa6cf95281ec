import Taro from '@tarojs/taro'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localMedia, setPushAddress } from './local-media.weapp'

let answer: () => void = () => {}

beforeEach(() => {
  localMedia.stop()
  setPushAddress('')
  Object.assign(Taro, { authorize: vi.fn(() => new Promise<void>((resolve) => (answer = resolve))) })
})

describe('camera and microphone of a phone', () => {
  it('send to the same address after the app was in the background', () => {
    setPushAddress('rtmp://push')
    localMedia.stop()
    expect(localMedia.state()).toMatchObject({ mic: 'off', cam: 'off', picture: { src: 'rtmp://push' } })
    setPushAddress('')
    expect(localMedia.state().picture).toBeUndefined()
  })

  it('stay off when the permission comes after the page was left', async () => {
    const opening = localMedia.openBoth()
    localMedia.stop()
    answer()
    await opening
    expect(localMedia.state()).toMatchObject({ mic: 'off', cam: 'off' })
    expect(Taro.authorize).toHaveBeenCalledTimes(1)
  })
})
