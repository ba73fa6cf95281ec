import { blankEntry, type CvDocument, emptyDocument } from '@qingpin/cv/document'
import { outlineOf } from '@qingpin/cv/outline'
import { readdirSync, readFileSync } from 'node:fs'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { afterAll, describe, expect, it } from 'vitest'
import { makeLogger } from '../../runtime/log.ts'
import { PdfFailure } from '../../ports/pdf.port.ts'
import { makePdf } from './pdf.adapter.ts'

const log = makeLogger('silent')
const pdf = makePdf(log)
afterAll(() => pdf.stop())

const aSheet = (part: Partial<CvDocument> = {}, title = '方舟-产品运营') => {
  const empty = emptyDocument()
  const document = {
    ...empty,
    basics: { ...empty.basics, name: '方舟' },
    intention: { ...empty.intention, role: '产品运营' },
    ...part,
  }
  return { title, outline: outlineOf(document) }
}
const withBullets = (texts: readonly string[]) => ({
  work: [{ ...blankEntry('work'), company: '青禾智能', bullets: texts.map((text, i) => ({ id: `b${i}`, text })) }],
})

/** The text as a reader copies it, by a program other than the one that made the file. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const document = await (await PDFiumLibrary.init()).loadDocument(bytes)
  const text = [...document.pages()].map((page) => page.getText()).join('\n')
  document.destroy()
  return text
}
const withoutBreaks = (text: string) => text.replace(/\s+/g, '')

const HOSTILE = [
  '#import "@preview/x:1.0.0": *',
  '#read("/etc/passwd")',
  '#panic("x")',
  '$x^2$',
  '*b* _i_ `c`',
  '\\ \\u{41} \\#',
  '{{7*7}} ${7*7} <%= 7 %>',
  '<script>alert(1)</script> &lt;',
  '= 标题 - 列表 + 编号 / 词: 义',
  '"quoted" \'single\' “中文”',
  '@label <label> // 注释 /* 注释 */ ~ ---',
  '%PDF-1.7 endobj (x) Tj',
]

describe('a printed CV', () => {
  it('holds its text as text, with the characters that were written', async () => {
    const words = '工作车辆见习，负责（杭州）门店；㛃䶮〇，42%，A/B 测试'
    const text = withoutBreaks(await textOf((await pdf.print(aSheet(withBullets([words])))).bytes))
    for (const part of ['方舟', '产品运营', '青禾智能', withoutBreaks(words)]) expect(text).toContain(part)
    // What some engines write instead of 工 and 车: it looks the same and cannot be found.
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/)
  })

  it('carries its fonts, so that it looks the same everywhere', async () => {
    const raw = Buffer.from((await pdf.print(aSheet())).bytes).toString('latin1')
    expect(raw).toMatch(/\/FontFile[23]/)
    const families = [...raw.matchAll(/\/BaseFont\s*\/(\S+)/g)].map(([, name]) => name)
    expect(families.length).toBeGreaterThan(0)
    for (const name of families) expect(name).toMatch(/^[A-Z]{6}\+NotoSansSC/)
  })

  it.each(HOSTILE)('prints %s as it was typed', async (words) => {
    const { bytes } = await pdf.print(aSheet({ ...withBullets([words]), selfEvaluation: words }))
    const text = withoutBreaks(await textOf(bytes))
    expect(text.split(withoutBreaks(words)).length - 1).toBe(2)
  })

  it('begins no line with a mark that closes, and ends none with one that opens', async () => {
    const words = '我们做了很多（真的很多）事情，比如《会员手册》、“增长”，还有（等等）；'.repeat(30)
    const lines = (await textOf((await pdf.print(aSheet(withBullets([words])))).bytes)).split(/\r?\n/).filter(Boolean)
    expect(lines.length).toBeGreaterThan(15)
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。；：、！？）》”’]/)
      expect(line.trimEnd()).not.toMatch(/[（《“‘]$/)
    }
  })

  it('keeps a heading with what it heads, and numbers its pages when there are several', async () => {
    const filler = Array.from({ length: 40 }, (_, i) => `第${i}条，把一件事情从头做到尾，写成周报。`)
    const long = aSheet({ ...withBullets(filler), selfEvaluation: '踏实' })
    const { bytes, pages } = await pdf.print(long)
    expect(pages).toBe(2)
    const text = await textOf(bytes)
    expect(text).toContain('1 / 2')
    expect(await textOf((await pdf.print(aSheet())).bytes)).not.toContain('1 / 1')
  })

  it('is the same file, byte for byte, from another process', async () => {
    const other = makePdf(log)
    const [one, two] = [
      await pdf.print(aSheet(withBullets(['同样']))),
      await other.print(aSheet(withBullets(['同样']))),
    ]
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
    await other.stop()
  })

  it('is set in time even when it is as long as one may be', async () => {
    const longest = Array.from({ length: 10 }, () => '字'.repeat(1900))
    expect((await pdf.print(aSheet(withBullets(longest)))).pages).toBeGreaterThan(5)
  })

  it.each([
    ['㛃䶮〇，42%，A/B “测试”…—', []],
    ['一家👩‍💻公司👍🏽，又是👍🏽', ['👩‍💻', '👍🏽']],
    ['العربية', ['ا', 'ل', 'ع', 'ر', 'ب', 'ي', 'ة']],
    ['看不见的\u200b\ufe0f也不算', []],
  ])('names what of %s the font cannot draw', async (words, missing) => {
    expect((await pdf.print(aSheet({ selfEvaluation: words }))).missing).toEqual(missing)
  })

  it('is pictured page by page, and there is no picture past the last page', async () => {
    const jpeg = await pdf.picture(aSheet(), 1)
    expect(Array.from((jpeg ?? new Uint8Array()).slice(0, 3))).toEqual([0xff, 0xd8, 0xff])
    expect(await pdf.picture(aSheet(), 2)).toBeUndefined()
  })
})

describe('the process that sets pages', () => {
  it('is not there before the first sheet', () => {
    expect(makePdf(log).pid()).toBeUndefined()
  })

  it('may be killed in the middle of a job: that job fails, and the next one is done by another process', async () => {
    const own = makePdf(log)
    await own.print(aSheet())
    const pid = own.pid() ?? 0
    const doomed = own.print(aSheet({}, 'doomed'))
    const next = own.print(aSheet({}, 'next'))
    process.kill(pid, 'SIGKILL')
    await expect(doomed).rejects.toBeInstanceOf(PdfFailure)
    expect((await next).pages).toBe(1)
    expect(own.pid()).not.toBe(pid)
    await own.stop()
  })

  it('may end while it has nothing to do: the next job is done by another one', async () => {
    const own = makePdf(log)
    await own.print(aSheet())
    const pid = own.pid() ?? 0
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => own.pid()).toBeUndefined()
    expect((await own.print(aSheet({}, 'afterwards'))).pages).toBe(1)
    await own.stop()
  })

  it('renders one sheet once for concurrent requests', async () => {
    const own = makePdf(log, { maxWaiting: 1 })
    const all = await Promise.all(Array.from({ length: 8 }, () => own.print(aSheet({}, 'together'))))
    expect(new Set(all.map(({ bytes }) => bytes)).size).toBe(1)
    await own.stop()
  })

  it('is not started by a stop', async () => {
    const own = makePdf(log)
    await own.stop()
    await expect(own.print(aSheet())).rejects.toBeInstanceOf(PdfFailure)
    expect(own.pid()).toBeUndefined()
  })

  it('is ended when a job takes too long', async () => {
    const own = makePdf(log, { jobMs: 1 })
    await expect(own.print(aSheet())).rejects.toBeInstanceOf(PdfFailure)
    expect(own.pid()).toBeUndefined()
  })

  it('is replaced after its share of jobs', async () => {
    const own = makePdf(log, { maxJobs: 2 })
    const pids = []
    for (const title of ['a', 'b', 'c']) {
      await own.print(aSheet({}, title))
      pids.push(own.pid())
    }
    expect(pids[0]).toBeDefined()
    expect(pids[1]).toBeUndefined()
    expect(pids[2]).not.toBe(pids[0])
    await own.stop()
  })

  it('refuses work that would wait behind too much other work', async () => {
    const own = makePdf(log, { maxWaiting: 2 })
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((title) => own.print(aSheet({}, title))))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBe(2)
    await own.stop()
  })

  it('sets only templates of ours, which fetch nothing', () => {
    const folder = `${import.meta.dirname}/templates`
    for (const file of readdirSync(folder)) {
      expect(readFileSync(`${folder}/${file}`, 'utf8')).not.toMatch(/@preview|#import|#include|\beval\(|\bread\(/)
    }
  })
})
