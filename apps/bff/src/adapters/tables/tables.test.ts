import { afterAll, describe, expect, it } from 'vitest'
import { aBomb, aWorkbook, type SheetParts } from '@qingpin/testing/tables'
import { makeLogger } from '../../runtime/log.ts'
import { TableFailure } from '../../ports/table.port.ts'
import { makeTables } from './table.adapter.ts'

const tables = makeTables(makeLogger('silent'))
afterAll(() => tables.stop())

const KNOWN = ['姓名', '手机号', '上户日期', '备注']
const read = (bytes: Uint8Array | string, over: { name?: string; sheet?: string } = {}) =>
  tables.read(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, {
    name: 'a.csv',
    known: KNOWN,
    maxRows: 100,
    ...over,
  })
const why = (bytes: Uint8Array | string, over = {}) =>
  read(bytes, over).then(
    () => 'read',
    (error: unknown) => (error instanceof TableFailure ? error.why : error),
  )
const cellsOf = async (bytes: Uint8Array | string, over = {}) =>
  (await read(bytes, over)).rows.map(({ cells }) => cells)
const sheet = (rows: SheetParts['rows'], more: Partial<SheetParts> = {}) => aWorkbook([{ rows, ...more }])
const xlsx = { name: 'a.xlsx' }

const CSV = '姓名,手机号\r\n王芳,13812345678\r\n'
const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le')
/** `姓名,手机号` and `王芳,1` in GB18030. */
const GB = Buffer.from('d0d5c3fb2ccad6bbfabac50acdf5b7bc2c310a', 'hex')

describe('a CSV', () => {
  it.each([
    ['in UTF-8', CSV],
    ['in UTF-8 with a mark', `\ufeff${CSV}`],
    ['in UTF-16 with a mark', utf16(CSV)],
    ['in UTF-16 without one', utf16(CSV, '')],
    ['in UTF-16 of the other order', utf16(CSV).swap16()],
    ['with semicolons', CSV.replaceAll(',', ';')],
    ['with tabs', CSV.replaceAll(',', '\t')],
    ['with line ends of Unix', CSV.replaceAll('\r', '')],
    ['with line ends of old Macs', CSV.replaceAll('\n', '')],
    ['without a last line end', CSV.trimEnd()],
    ['in quotes', '"姓名","手机号"\n"王芳","13812345678"\n'],
  ])('is read %s', async (_, text) => {
    expect(await read(text)).toMatchObject({
      format: 'csv',
      headings: ['姓名', '手机号'],
      rows: [{ line: 2, cells: ['王芳', '13812345678'] }],
    })
  })

  it('is read in GB18030', async () => {
    expect(await read(GB)).toMatchObject({ headings: ['姓名', '手机号'], rows: [{ cells: ['王芳', '1'] }] })
  })

  it('may have line breaks, quotes and separators in quoted cells, and blank lines, which do not count', async () => {
    const text = '姓名,备注\n王芳,"第一行\n第二行，""引号"",逗号"\n\n,,\n李强,\n'
    expect((await read(text)).rows).toEqual([
      { line: 3, cells: ['王芳', '第一行\n第二行，"引号",逗号'] },
      { line: 6, cells: ['李强', ''] },
    ])
  })

  it('has its headings within the first ten rows', async () => {
    expect(await read(`客户登记表,\n,\n2026年,\n${CSV}`)).toMatchObject({
      headings: ['姓名', '手机号'],
      rows: [{ line: 5 }],
    })
    expect(await read('a,b\nc,d\n')).toMatchObject({ headings: ['a', 'b'], rows: [{ cells: ['c', 'd'] }] })
  })

  it('loses the apostrophe that made a formula a text', async () => {
    expect(await cellsOf("姓名,备注\n'=1+1,'平常\n'+86 138,'@王\n")).toEqual([
      ['=1+1', "'平常"],
      ['+86 138', '@王'],
    ])
  })

  it('is read although its name says workbook, and named as such', async () => {
    expect(await read(CSV, xlsx)).toMatchObject({ format: 'csv', misnamed: true })
    expect(await read(sheet([['姓名'], ['王芳']]))).toMatchObject({ format: 'xlsx', misnamed: true })
  })
})

describe('a workbook', () => {
  it('gives its first sheet with rows; others are named and can be chosen', async () => {
    const book = aWorkbook([
      { name: '空', rows: [] },
      { name: '一月', rows: [['姓名'], ['王芳']] },
      { name: '二月', rows: [['姓名'], ['李强']] },
    ])
    expect(await read(book, xlsx)).toMatchObject({
      sheets: ['一月', '二月'],
      sheet: '一月',
      rows: [{ cells: ['王芳'] }],
    })
    expect(await read(book, { ...xlsx, sheet: '二月' })).toMatchObject({ sheet: '二月', rows: [{ cells: ['李强'] }] })
    expect(await why(book, { ...xlsx, sheet: '三月' })).toBe('no-such-sheet')
  })

  it('may have headings over two merged rows under a title', async () => {
    const rows = [['客户登记表'], ['姓名', '联系', ''], ['', '手机号', '备注'], ['王芳', '13812345678', '急']]
    const book = sheet(rows, { merges: ['A1:C1', 'A2:A3', 'B2:C2'] })
    expect(await read(book, xlsx)).toMatchObject({
      headings: ['姓名', '手机号', '备注'],
      rows: [{ line: 4, cells: ['王芳', '13812345678', '急'] }],
    })
  })

  it('has numbers in plain digits; one that lost digits stays a power of ten', async () => {
    const phone = { xml: '<c><v>1.3812345678E10</v></c>' }
    const id = { xml: '<c><v>1.10101199003072E+17</v></c>' }
    expect(
      await cellsOf(
        sheet([
          ['手机号', '姓名', '备注'],
          [phone, id, 0.1],
        ]),
        xlsx,
      ),
    ).toEqual([['13812345678', '1.10101199003072e+17', '0.1']])
  })

  it('has days by the calendar of either epoch, with a time where there is one', async () => {
    const day = (serial: number) => ({ xml: `<c s="1"><v>${serial}</v></c>` })
    const rows = [
      ['上户日期', '姓名', '备注'],
      [day(46_354), day(46_354.5), 46_354],
    ]
    expect(await cellsOf(sheet(rows), xlsx)).toEqual([['2026-11-28', '2026-11-28 12:00', '46354']])
    const old = aWorkbook(
      [
        {
          rows: [
            ['上户日期', '姓名'],
            [day(44_892), '王'],
          ],
        },
      ],
      { date1904: true },
    )
    expect(await cellsOf(old, xlsx)).toEqual([['2026-11-28', '王']])
  })

  it('has hidden rows, which are read and counted', async () => {
    expect(await read(sheet([['姓名'], ['王芳'], ['李强']], { hidden: [3] }), xlsx)).toMatchObject({
      hidden: 1,
      rows: [{ cells: ['王芳'] }, { cells: ['李强'] }],
    })
  })

  it('is read, or refused as unreadable, where another program gave its elements a prefix', async () => {
    const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const text = (at: string, word: string) => `<x:c r="${at}" t="inlineStr"><x:is><x:t>${word}</x:t></x:is></x:c>`
    const rows = `<x:row r="1">${text('A1', '姓名')}</x:row><x:row r="2">${text('A2', '王芳')}</x:row>`
    const xml = `<x:worksheet ${main}><x:sheetData>${rows}</x:sheetData></x:worksheet>`
    expect(await cellsOf(sheet([], { xml }), xlsx)).toEqual([['王芳']])
    const strange = xml.replaceAll('x:sheetData', 'x:data')
    expect(await why(sheet([], { xml: strange }), xlsx)).toBe('unreadable')
  })

  it('may have formulas with and without a value, and cells with errors', async () => {
    const known = { xml: '<c t="str"><f>A1</f><v>王芳</v></c>' }
    const unknown = { xml: '<c t="str"><f>A1</f></c>' }
    const error = { xml: '<c t="e"><v>#N/A</v></c>' }
    expect(
      await cellsOf(
        sheet([
          ['姓名', '手机号', '备注'],
          [known, unknown, error],
        ]),
        xlsx,
      ),
    ).toEqual([['王芳', '', '']])
  })
})

describe('a file that is no table', () => {
  it.each([
    ['an empty one', '', 'empty'],
    ['one of blanks', ' \n \n', 'empty'],
    ['one with headings alone', '姓名,手机号\n', 'empty'],
    ['a workbook without rows', sheet([]), 'empty'],
    ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'old-format'],
    ['a page that is called .xls', '<html><table><tr><td>姓名</td></tr></table></html>', 'old-format'],
    [
      'a workbook with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'password',
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'no-table'],
    ['an archive of something else', aBomb(100), 'unreadable'],
    ['half a workbook', sheet([['姓名'], ['王芳']]).subarray(0, 300), 'unreadable'],
    ['a bomb', aBomb(110 << 20), 'too-big'],
    ['too many rows', `姓名\n${'王芳\n'.repeat(101)}`, 'too-long'],
  ])('is refused for what it is: %s', async (_, bytes, reason) => {
    expect(await why(bytes)).toBe(reason)
  })

  it('is refused where it declares less than it unpacks to, and the process is ended where it takes too much memory', async () => {
    const bomb = Buffer.from(aBomb(90 << 20))
    const lying = Buffer.from(bomb)
    const central = lying.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    lying.writeUInt32LE(1000, central + 24)
    expect(['unreadable', 'too-big']).toContain(await why(lying))

    const small = makeTables(makeLogger('silent'), { mostRss: 20 << 20 })
    const wishes = { name: 'a.csv', known: KNOWN, maxRows: 100 }
    await expect(small.read(Buffer.from(CSV), wishes)).rejects.toMatchObject({ why: 'too-big' })
    await small.stop()
    expect(await why(CSV)).toBe('read')
  })
})
