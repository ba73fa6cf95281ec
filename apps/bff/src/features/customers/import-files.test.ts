import { describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { aBomb, aWorkbook, sendTable } from '@qingpin/testing/tables'

describe('a file for an import', () => {
  const app = useApp()

  it.each([
    ['TABLE_EMPTY', '姓名,手机号\n'],
    ['TABLE_OLD_FORMAT', '<html><table></table></html>'],
    [
      'TABLE_PASSWORD',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['TABLE_NONE', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['TABLE_UNREADABLE', aWorkbook([{ rows: [['姓名'], ['王芳']] }]).subarray(0, 300)],
    ['TABLE_TOO_LONG', `姓名\n${'王芳\n'.repeat(10_001)}`],
    ['FILE_TOO_LARGE', new Uint8Array(5 * 1024 * 1024 + 1)],
  ] as const)('is refused with a sentence of its own: %s', async (code, bytes) => {
    const { token } = await app.aStaff('manager')
    expect((await sendTable(app, token, 'a.csv', bytes)).json.code).toBe(code)
  })

  it('names its other sheets; one that is not there is refused, and so are a bomb and more files than can be read', async () => {
    const { token } = await app.aStaff('manager')
    const book = aWorkbook([
      { name: '一月', rows: [['姓名'], ['王芳']] },
      { name: '二月', rows: [['姓名'], ['李强']] },
    ])
    expect((await sendTable(app, token, 'a.xlsx', book)).json.data).toMatchObject({
      sheets: ['一月', '二月'],
      sheet: '一月',
    })
    expect((await sendTable(app, token, 'a.xlsx', book, '二月')).json.data).toMatchObject({ sheet: '二月' })
    expect((await sendTable(app, token, 'a.xlsx', book, '三月')).json.code).toBe('TABLE_SHEET_MISSING')
    expect((await sendTable(app, token, 'a.xlsx', aBomb(110 << 20))).json.code).toBe('TABLE_TOO_BIG')
    const codes = await Promise.all(
      Array.from({ length: 12 }, async () => (await sendTable(app, token, 'a.csv', '姓名\n王芳')).json.code),
    )
    expect(codes).toContain('SERVICE_BUSY')
  })
})
