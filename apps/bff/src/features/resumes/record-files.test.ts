import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { idCardFront } from '@qingpin/testing/id-cards'
import { auditOf } from '@qingpin/testing/rows'
import { aNewPicture, aResumeBy, sendFile } from '@qingpin/testing/uploads'
import { REVEAL_WINDOWS } from '../auth/reveal-limit.rules.ts'

/** The address without the parts that change from hour to hour. */
const bare = (address: string) => address.split(/[?#]/)[0]

describe.each(ENGINES)('files in the arrays of a resume, on %s', (engine) => {
  const app = useApp(engine)
  const open = async (photos: number) => {
    const { token } = await app.aStaff('manager')
    const api = app.as(token)
    const id = await aResumeBy(app, token)
    for (let i = 0; i < photos; i++) await sendFile(app, token, id, ['personalPhoto', await aNewPicture(), `${i}.jpg`])
    const params = { id }
    const detail = () => api('GET /api/resumes/miniprogram/{id}', { params })
    const patch = (body: object) => api('PATCH /api/resumes/miniprogram/{id}', { params, body: body as never })
    return { token, api, id, detail, patch }
  }
  const names = (resume: { personalPhoto: { filename: string }[] }) => resume.personalPhoto.map((one) => one.filename)

  it('are ordered and removed in either form, and the other form follows', async () => {
    const { detail, patch } = await open(4)
    const before = await detail()
    const turned = await patch({ photoUrls: before.photoUrls.toReversed() })
    expect(names(turned)).toEqual(['3.jpg', '2.jpg', '1.jpg', '0.jpg'])
    expect(turned.filesVersion).toBe(before.filesVersion + 1)
    const [, second, third] = turned.personalPhoto
    const fewer = await patch({ personalPhoto: [third, second] })
    expect(names(fewer)).toEqual(['1.jpg', '2.jpg'])
    expect(fewer.photoUrls.map(bare)).toEqual(fewer.personalPhoto.map((one) => bare(one.url)))
    expect(bare(fewer.avatarUrl)).toBe(bare(fewer.photoUrls[0] ?? ''))
    expect(await patch({ ...fewer })).toMatchObject({ version: fewer.version, filesVersion: fewer.filesVersion })
  })

  it('mean the same file after their addresses have expired', async () => {
    const { id, detail } = await open(3)
    const before = await detail()
    app.advance(5 * 3_600_000)
    const api = app.as((await app.aStaff('manager')).token)
    const body = { photoUrls: before.photoUrls.slice(1) }
    const after = await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body })
    expect(names(after)).toEqual(['1.jpg', '2.jpg'])
  })

  it('do not touch files that were added after they were read, by version or by the addresses themselves', async () => {
    const { token, id, detail, patch } = await open(2)
    const before = await detail()
    await sendFile(app, token, id, ['personalPhoto', await aNewPicture(), 'new.jpg'])
    const said = await patch({ photoUrls: [], filesVersion: before.filesVersion, version: before.version })
    expect(names(said)).toEqual(['new.jpg'])
    await sendFile(app, token, id, ['personalPhoto', await aNewPicture(), 'newer.jpg'])
    const implied = await patch({ photoUrls: [...said.photoUrls, 'https://old.example/x.jpg'] })
    expect(names(implied)).toEqual(['new.jpg', 'x.jpg', 'newer.jpg'])
  })

  it('do not bring back a file that was removed meanwhile, ours or external', async () => {
    const { api, id, detail, patch } = await open(2)
    await patch({ photoUrls: [...(await detail()).photoUrls, 'https://old.example/x.jpg'] })
    const before = await detail()
    for (const { id: fileId } of before.personalPhoto.slice(1))
      await api('POST /api/resumes/{id}/files/delete', { params: { id }, body: { fileId } })
    const after = await patch({
      photoUrls: before.photoUrls,
      personalPhoto: before.personalPhoto,
      filesVersion: before.filesVersion,
    })
    expect(names(after)).toEqual(['0.jpg'])
  })

  it('do not stop an edit of texts: an upload leaves the version unchanged', async () => {
    const { token, id, detail, patch } = await open(1)
    const before = await detail()
    await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])
    expect((await patch({ version: before.version, nativePlace: '安徽' })).nativePlace).toBe('安徽')
    const late = await refusal(patch({ version: before.version, photoUrls: [] }))
    expect(late.code).toBe('VERSION_CONFLICT')
  })

  it('hide the address of an external paper from readers who may not see it; sent back, it stays', async () => {
    const { id, patch } = await open(0)
    const paper = 'https://old.example/front.jpg'
    expect((await patch({ idCardFrontUrl: paper })).idCardFrontUrl).toBe(paper)
    const other = app.as((await app.aStaff('employee')).token)
    const params = { id }
    const seen = await other('GET /api/resumes/miniprogram/{id}', { params })
    expect(JSON.stringify(seen)).not.toContain(paper)
    const echo = await other('PATCH /api/resumes/miniprogram/{id}', { params, body: { ...seen } as never })
    expect(echo.filesVersion).toBe(seen.filesVersion)
    const { files } = await other('GET /api/resumes/{id}/files', { params })
    expect(files).toMatchObject([{ external: true, paper: true, thumbnailUrl: null }])
    const opened = await other('POST /api/resumes/{id}/files/{fileId}/open', {
      params: { id, fileId: files[0]?.id ?? '' },
      body: {},
    })
    expect([opened.url, opened.expiresAt]).toEqual([paper, null])
    expect((await auditOf(app, id)).map(({ action }) => action)).toContain('resume.view-paper')
  })

  it('that are papers count as reads of numbers: beyond the limit they are refused, and open again later', async () => {
    const { id, patch } = await open(0)
    await patch({ idCardFrontUrl: 'https://old.example/front.jpg' })
    const other = app.as((await app.aStaff('employee')).token)
    const { files } = await other('GET /api/resumes/{id}/files', { params: { id } })
    const params = { id, fileId: files[0]?.id ?? '' }
    const look = () => other('POST /api/resumes/{id}/files/{fileId}/open', { params, body: {} })
    for (let i = 0; i < REVEAL_WINDOWS[0].most; i++) await look()
    const refused = await refusal(look())
    expect([refused.status, refused.code]).toEqual([429, 'REVEAL_TOO_FAST'])
    app.advance(REVEAL_WINDOWS[0].ms)
    await look()
  })

  it('of papers are names that a client may send back', async () => {
    const { token, id, detail, patch } = await open(0)
    await sendFile(app, token, id, ['idCardFront', idCardFront(), 'a.png'])
    const before = await detail()
    const after = await patch({
      idCardFrontUrl: before.idCardFrontUrl,
      idCardFront: before.idCardFront,
      nativePlace: '安徽',
    })
    expect([after.idCardFront?.id, after.filesVersion]).toEqual([before.idCardFront?.id, before.filesVersion])
    expect((await patch({ idCardFront: null })).idCardFrontUrl).toBeNull()
  })

  it('of another resume cannot be added by their addresses', async () => {
    const [mine, theirs] = [await open(1), await open(1)]
    const stolen = (await theirs.detail()).photoUrls
    const after = await mine.patch({ photoUrls: [...(await mine.detail()).photoUrls, ...stolen] })
    expect(after.photoUrls).toHaveLength(1)
  })
})
