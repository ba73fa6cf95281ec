import { describe, expect, it } from 'vitest'
import { csvCell, tableFile } from './table-file.ts'

describe('a cell of a file for spreadsheets', () => {
  it.each([
    ['没有特别的', '没有特别的'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['他说"好"', '"他说""好"""'],
    ['两\n行', '"两\n行"'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1', '"\'\t=1"'],
    ['＝1+1', "'＝1+1"],
  ])('%j is written as %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  it('stands in a file that says it is UTF-8, with the line ends of spreadsheets', async () => {
    const batches = async function* () {
      yield [['1', '']]
    }
    const file = tableFile({ name: '跟进', format: 'csv', headings: ['时间', '内容'], batches: batches() })
    // Read as text, a reply loses its mark of UTF-8.
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.toString('utf8')).toBe('\uFEFF时间,内容\r\n1,\r\n')
  })
})
