import { expect, it, vi } from 'vitest'
import Taro from '../../test/taro'
import { sendFile } from './upload.weapp'

it('returns the refusal of our own storage as an answer of the API, with its code', async () => {
  const data = JSON.stringify({ success: false, code: 'UPLOAD_TOO_SLOW', message: '网太慢，文件没有传完。' })
  const reply = { statusCode: 400, data, errMsg: 'uploadFile:ok' }
  const task = Object.assign(Promise.resolve(reply), { progress: vi.fn(), abort: vi.fn() })
  Object.assign(Taro, { uploadFile: () => task })
  const file = { name: 'a.jpg', size: 3, mimetype: 'image/jpeg', path: 'wxfile://tmp/a.jpg' }
  const { done } = sendFile({ method: 'POST', url: '/store/private/a', header: {}, file, timeoutMs: 1000 })
  expect(await done).toMatchObject({ status: 400, data: { code: 'UPLOAD_TOO_SLOW' } })
})
