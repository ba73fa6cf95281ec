import { expect, it } from 'vitest'
import Taro from '../../test/taro'
import { copyText } from './clipboard'

it('leaves the toast after copying to the screen', async () => {
  expect(await copyText('字')).toBe(true)
  expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: '字' })
  expect(Taro.hideToast).toHaveBeenCalledOnce()
})
