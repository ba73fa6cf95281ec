import { emptyDocument } from '@qingpin/cv/document'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'

const app = useApp()

const aCv = async (name: string, role: string) => {
  const { token } = await app.aPerson()
  const empty = emptyDocument()
  const document = {
    ...empty,
    basics: { ...empty.basics, name },
    intention: { ...empty.intention, role },
    selfEvaluation: '做事有始有终',
  }
  const { id } = await app.as(token)('POST /api/cvs', { body: { document } })
  const get = (path: string) =>
    app.fetch(new Request(`http://test.local/api/cvs/${id}/${path}`, { headers: { authorization: `Bearer ${token}` } }))
  return { token, id, get }
}

describe('the pages of a CV', () => {
  it('come as a file named after the person and the role, stored by no cache', async () => {
    const { get } = await aCv('方舟', '产品（高级）/运营')
    const reply = await get('pdf')
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename="cv.pdf"; filename*=UTF-8''${encodeURIComponent('方舟-产品（高级） 运营.pdf')}`,
    )
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const document = await (await PDFiumLibrary.init()).loadDocument(new Uint8Array(await reply.arrayBuffer()))
    expect(document.getPage(0).getText()).toContain('做事有始有终')
    document.destroy()
  })

  it('are counted, and drawn one by one', async () => {
    const { get, id, token } = await aCv('方舟', '产品运营')
    const counted = await app.as(token)('GET /api/cvs/{id}/preview', { params: { id } })
    expect(counted).toEqual({ pages: 1, version: 1, fileName: '方舟-产品运营.pdf', missing: [] })
    const picture = await get('preview?page=1')
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    for (const [page, status] of [
      ['2', 404],
      ['0', 400],
      ['x', 400],
    ] as const) {
      expect([page, (await get(`preview?page=${page}`)).status]).toEqual([page, status])
    }
  })

  it('name the characters that cannot be printed, before a CV with empty boxes is sent', async () => {
    const { id, token } = await aCv('方舟', '产品运营🚀')
    const { missing } = await app.as(token)('GET /api/cvs/{id}/preview', { params: { id } })
    expect(missing).toEqual(['🚀'])
  })

  it('are set of an empty CV, too', async () => {
    const { token } = await app.aPerson()
    const { id } = await app.as(token)('POST /api/cvs', { body: {} })
    expect(await app.as(token)('GET /api/cvs/{id}/preview', { params: { id } })).toMatchObject({ fileName: '简历.pdf' })
  })
})

describe('when pages cannot be set', () => {
  const broken = useApp('sqlite')

  it('says that the CV is safe and that a retry may help', async () => {
    const { token } = await broken.aPerson()
    const { id } = await broken.as(token)('POST /api/cvs', { body: {} })
    await broken.deps.pdf.stop()
    for (const path of ['pdf', 'preview', 'preview?page=1']) {
      const reply = await broken.raw('GET', `/api/cvs/${id}/${path}`, { token })
      expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([503, 'PDF_FAILED', '3'])
      expect(reply.json.message).toContain('简历没有丢')
    }
  })
})
