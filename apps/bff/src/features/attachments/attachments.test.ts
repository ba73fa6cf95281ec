import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aLandscape, idCardFront } from '@qingpin/testing/id-cards'
import { aPdf, aPhotoWithLocation, anMp4 } from '@qingpin/testing/odd-files'
import { actionsOf, auditOf, countRows } from '@qingpin/testing/rows'
import { aNewPicture, aResumeBy, openAddress, removeDue, sendFile, sendFiles, stored } from '@qingpin/testing/uploads'
import { aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('files of a resume, on %s', (engine) => {
  const app = useApp(engine)
  const staff = async (role: 'employee' | 'manager' = 'employee') => {
    const { token } = await app.aStaff(role)
    return { token, api: app.as(token) }
  }
  const filesOf = async (token: string, id: string) =>
    (await app.as(token)('GET /api/resumes/{id}/files', { params: { id } })).files

  it('are sent through the server, redrawn, with a thumbnail, and their addresses open without a login', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token)
    const { status, json } = await sendFile(app, token, id, [
      'personalPhoto',
      await aPhotoWithLocation(),
      '我的 照片.PNG',
    ])
    expect([status, json.data]).toEqual([
      201,
      {
        fileUrl: json.data.file.url,
        fileType: 'personalPhoto',
        fileName: '我的 照片.jpg',
        fileSize: json.data.file.size,
        file: expect.objectContaining({ filename: '我的 照片.jpg', mimetype: 'image/jpeg' }),
        repeated: false,
        resumeId: id,
        filesVersion: 1,
      },
    ])
    const { url, thumbnailUrl, size } = json.data.file
    const redirect = await app.fetch(new Request(url))
    expect(redirect.headers.get('cache-control')).toMatch(/^private, max-age=[3-7]\d{3}$/)
    const whole = await openAddress(app, url)
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(bytes.length).toBe(size)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const small = Buffer.from(await (await openAddress(app, thumbnailUrl)).arrayBuffer())
    expect((await sharp(small).metadata()).height).toBe(480)
    const part = await openAddress(app, url, { range: 'bytes=0-9' })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10])

    const detail = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect([detail.photoUrls, detail.personalPhoto.map((one) => one.url)]).toEqual([[url], [url]])
    expect([detail.version, detail.filesVersion]).toEqual([1, 1])
    const { items } = await api('GET /api/resumes', { query: { pageSize: 1 } })
    expect((await openAddress(app, items[0]?.avatarUrl ?? '')).status).toBe(200)
    expect(await actionsOf(app, id)).toContain('resume.files')
  })

  it('do not open by an address that was changed, has expired, or is of a removed file', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token)
    const { json } = await sendFile(app, token, id, ['cookingPhoto', await aNewPicture()])
    const { url, id: fileId } = json.data.file as { url: string; id: string }
    const codeOf = async (address: string) => {
      const { pathname, search } = new URL(address)
      return (await app.raw('GET', `${pathname}${search}`)).json.code
    }
    const other = await sendFile(app, token, id, ['cookingPhoto', await aNewPicture()])
    const changes: [RegExp, string][] = [
      // As many characters as the right one, but more bytes.
      [/signature=./, 'signature=%C3%A9'],
      [/signature=./, url.includes('signature=A') ? 'signature=B' : 'signature=A'],
      [/until=\d/, 'until=9'],
      [/&signature/, '&as=download&signature'],
      [/files\/\w+/, `files/${other.json.data.file.id}`],
      [/\?.*/, ''],
    ]
    for (const [from, to] of changes)
      expect([String(from), await codeOf(url.replace(from, to))]).toEqual([String(from), 'NOT_FOUND'])
    expect((await openAddress(app, url)).status).toBe(200)
    await api('POST /api/resumes/{id}/files/delete', { params: { id }, body: { fileId } })
    expect(await codeOf(url)).toBe('NOT_FOUND')
    app.advance(3 * 3_600_000)
    const [again] = await filesOf((await staff()).token, id)
    expect(await codeOf(other.json.data.file.url)).toBe('NOT_FOUND')
    expect((await openAddress(app, again?.url ?? '')).status).toBe(200)
  })

  it('can be several at once, each of its kind, in any order of the form', async () => {
    const { token } = await staff()
    const id = await aResumeBy(app, token)
    const done = await sendFiles(app, token, id, [
      ['personalPhoto', await aNewPicture(), 'a.jpg'],
      ['certificate', aPdf(), '证书.pdf'],
      ['selfIntroductionVideo', anMp4(200_000), 'me.mp4'],
      ['personalPhoto', await aNewPicture(), 'b.jpg'],
    ])
    expect(done.status).toBe(201)
    expect(
      done.json.data.uploadedFiles.map((one: { fileType: string; index: number }) => [one.index, one.fileType]),
    ).toEqual([
      [0, 'personalPhoto'],
      [1, 'certificate'],
      [2, 'selfIntroductionVideo'],
      [3, 'personalPhoto'],
    ])
    const late = new FormData()
    late.append('file', new File([new Uint8Array(await aNewPicture())], 'late.jpg'))
    late.append('type', '个人照片')
    expect((await app.raw('POST', `/api/resumes/miniprogram/${id}/upload-file`, { token, form: late })).status).toBe(
      201,
    )
    const files = await filesOf(token, id)
    expect(files.map(({ filename }) => filename)).toEqual(
      ['a.jpg', 'b.jpg', 'late.jpg', '证书.pdf', 'me.mp4'].toSorted((a, b) => order(a) - order(b)),
    )
    const film = files.find(({ mimetype }) => mimetype === 'video/mp4')
    expect((await openAddress(app, film?.url ?? '')).headers.get('content-length')).toBe(String(anMp4(200_000).length))
    const pdf = await openAddress(app, files.find(({ mimetype }) => mimetype === 'application/pdf')?.url ?? '')
    expect(pdf.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%AF%81%E4%B9%A6.pdf")
  })
  /** Kinds stand in the order of the form of a resume: papers and video first. */
  const order = (name: string) => ['me.mp4', 'a.jpg', 'b.jpg', 'late.jpg', '证书.pdf'].indexOf(name)

  it('of a form with no kind, a wrong one or too few are not added', async () => {
    const { token } = await staff()
    const id = await aResumeBy(app, token)
    const photo = new Uint8Array(await aNewPicture())
    const send = async (path: string, parts: [string, string | Uint8Array<ArrayBuffer>][]) => {
      const form = new FormData()
      for (const [name, value] of parts)
        form.append(name, typeof value === 'string' ? value : new File([value], 'a.jpg'))
      const { json } = await app.raw('POST', `/api/resumes/miniprogram/${id}/${path}`, { token, form })
      return [json.code, json.details?.[0]?.field]
    }
    expect(await send('upload-file', [['file', photo]])).toEqual(['VALIDATION_ERROR', 'type'])
    expect(
      await send('upload-file', [
        ['type', 'selfie'],
        ['file', photo],
      ]),
    ).toEqual(['VALIDATION_ERROR', 'type'])
    expect(await send('upload-file', [['type', 'personalPhoto']])).toEqual(['FILE_MISSING', undefined])
    const two: [string, Uint8Array<ArrayBuffer>][] = [
      ['files', photo],
      ['files', photo],
    ]
    expect(await send('upload-files', [...two, ['types', '["personalPhoto","cookingPhoto","cookingPhoto"]']])).toEqual([
      'VALIDATION_ERROR',
      'types',
    ])
    expect(await send('upload-files', [['types', '["personalPhoto",'], ...two])).toEqual(['VALIDATION_ERROR', 'types'])
    const other = new Uint8Array(await aNewPicture())
    const sides: [string, string | Uint8Array<ArrayBuffer>][] = [
      ['types', 'idCardFront'],
      ['files', photo],
      ['files', other],
    ]
    expect(await send('upload-files', sides)).toEqual(['TOO_MANY_FILES', undefined])
    expect(await filesOf(token, id)).toEqual([])
    expect(
      await send('upload-file', [
        ['file', photo],
        ['type', 'selfIntroductionVideo'],
      ]),
    ).toEqual(['FILE_TYPE_NOT_ALLOWED', undefined])
    expect(await filesOf(token, id)).toEqual([])
  })

  it('with the same content under the same kind are one file, also across resumes', async () => {
    const { token } = await staff()
    const [id, other] = [await aResumeBy(app, token), await aResumeBy(app, token)]
    const photo = await aNewPicture()
    const first = await sendFile(app, token, id, ['personalPhoto', photo])
    await removeDue(app)
    const before = (await stored(app)).length
    const again = await sendFile(app, token, id, ['personalPhoto', photo, 'another-name.jpg'])
    expect([again.status, again.json.data.repeated, again.json.data.file]).toEqual([200, true, first.json.data.file])
    const both = await sendFiles(app, token, id, [
      ['cookingPhoto', photo],
      ['cookingPhoto', photo],
    ])
    expect(both.json.data.uploadedFiles.map((one: { repeated: boolean }) => one.repeated)).toEqual([false, true])
    const theirs = await sendFile(app, token, other, ['personalPhoto', photo])
    expect(theirs.json.data.repeated).toBe(false)
    expect((await stored(app)).length).toBe(before)

    const api = app.as(token)
    for (const { id: fileId } of await filesOf(token, id))
      await api('POST /api/resumes/{id}/files/delete', { params: { id }, body: { fileId } })
    await removeDue(app)
    expect((await openAddress(app, theirs.json.data.file.url)).status).toBe(200)
    await api('POST /api/resumes/{id}/files/delete', {
      params: { id: other },
      body: { fileId: theirs.json.data.file.id },
    })
    await removeDue(app)
    expect((await stored(app)).length).toBe(before - 2)
  })

  it('sent twice under one key are added once, and a key holds for one request', async () => {
    const { token } = await staff()
    const id = await aResumeBy(app, token)
    const [photo, larger] = [await aNewPicture(), aLandscape(900, 700)]
    const headers = { 'idempotency-key': `photo-${id}`, 'content-length': '1000' }
    const first = await sendFile(app, token, id, ['personalPhoto', photo], headers)
    await app.as(token)('POST /api/resumes/{id}/files/delete', {
      params: { id },
      body: { fileId: first.json.data.file.id },
    })
    const again = await sendFile(app, token, id, ['personalPhoto', photo], headers)
    expect([again.status, again.headers.get('idempotency-replayed'), again.json.data]).toEqual([
      201,
      'true',
      first.json.data,
    ])
    expect(await filesOf(token, id)).toEqual([])
    const other = await sendFile(app, token, id, ['personalPhoto', larger], { ...headers, 'content-length': '2000' })
    expect(other.json.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('are for the worker herself and for staff; for all others the resume is not found', async () => {
    const { token } = await app.aPerson()
    const { id } = await app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
    const { json } = await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])
    const fileId = json.data.file.id as string
    const { resume } = await app.as(token)('GET /api/resumes/mine')
    expect(resume?.photoUrls).toEqual([json.data.file.url])
    const stranger = app.as((await app.aPerson()).token)
    const params = { id }
    const codes = [
      stranger('GET /api/resumes/{id}/files', { params }),
      stranger('PUT /api/resumes/{id}/files/order', { params, body: { fileType: 'personalPhoto', ids: [] } }),
      stranger('POST /api/resumes/{id}/files/{fileId}/open', { params: { id, fileId }, body: {} }),
      stranger('POST /api/resumes/{id}/files/delete', { params, body: { fileId } }),
      stranger('DELETE /api/resumes/miniprogram/{id}/delete-file', { params, body: { fileId } }),
    ].map(async (call) => (await refusal(call)).code)
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['NOT_FOUND']))
    const theirs = await sendFile(app, (await app.aPerson()).token, id, ['personalPhoto', await aNewPicture()])
    expect(theirs.json.code).toBe('NOT_FOUND')
    const several = await sendFiles(app, (await app.aPerson()).token, id, [['personalPhoto', await aNewPicture()]])
    expect(several.json.code).toBe('NOT_FOUND')
    expect(await filesOf((await staff()).token, id)).toHaveLength(1)
  })

  it('that are papers have no address, and each view leaves an audit row', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token)
    const { json } = await sendFile(app, token, id, ['idCardFront', idCardFront(), 'id.png'])
    const { url, thumbnailUrl, id: fileId } = json.data.file
    expect([url.includes('signature'), thumbnailUrl]).toEqual([false, null])
    const { pathname } = new URL(url)
    expect((await app.raw('GET', pathname)).json.code).toBe('NOT_FOUND')
    const looked = await api('POST /api/resumes/{id}/files/{fileId}/open', { params: { id, fileId }, body: {} })
    const shown = await openAddress(app, looked.url)
    expect((await app.fetch(new Request(looked.url))).headers.get('cache-control')).toBe('no-store')
    expect((await openAddress(app, looked.url)).headers.get('cache-control')).toBe('private, no-store')
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const looks = (await auditOf(app, id)).filter(({ action }) => action === 'resume.view-paper')
    expect(looks.map(({ changes }) => changes)).toEqual([{ idCardFront: [null, fileId] }])
    const saved = await api('POST /api/resumes/{id}/files/{fileId}/open', {
      params: { id, fileId },
      body: { download: true },
    })
    expect((await openAddress(app, saved.url)).headers.get('content-disposition')).toContain('filename="id.jpg"')
    app.advance(121_000)
    const { pathname: path, search } = new URL(looked.url)
    expect((await app.raw('GET', `${path}${search}`)).json.code).toBe('NOT_FOUND')
  })

  it('that are proofs of a listed worker are removed or replaced by managers only', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token, 'pending')
    const front = (n: number) => [`idCardFront`, idCardFront(), `${n}.png`] as const
    const { json } = await sendFile(app, token, id, [...front(1)])
    const body = { fileId: json.data.file.id as string }
    const params = { id }
    const asked = { fileType: 'idCardFront', size: 90_000, mimetype: 'image/jpeg' } as const
    const codes = [
      (await refusal(api('POST /api/resumes/{id}/files/delete', { params, body }))).code,
      (await refusal(api('DELETE /api/resumes/miniprogram/{id}/delete-file', { params, body }))).code,
      (await refusal(api('POST /api/resumes/{id}/files/uploads', { params, body: asked }))).code,
      (await refusal(api('PATCH /api/resumes/miniprogram/{id}', { params, body: { idCardFrontUrl: null } }))).code,
      (await sendFile(app, token, id, ['idCardFront', aLandscape()])).json.code,
      (await sendFiles(app, token, id, [['idCardFront', aLandscape()]])).json.code,
    ]
    expect(new Set(codes)).toEqual(new Set(['PAPERS_PROTECTED']))
    expect((await sendFile(app, token, id, [...front(2)])).json.data.repeated).toBe(true)
    const manager = await staff('manager')
    expect((await sendFile(app, manager.token, id, ['idCardFront', aLandscape()])).status).toBe(201)
    const [one, ...more] = await filesOf(token, id)
    expect([one?.id === body.fileId, more.length]).toEqual([false, 0])
    await manager.api('POST /api/resumes/{id}/files/delete', { params, body: { fileId: one?.id } })
    expect(await filesOf(token, id)).toEqual([])
  })

  it('are removed by id, by address or by a query, and a repeat changes nothing', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token)
    const params = { id }
    const added = await sendFiles(app, token, id, [
      ['cookingPhoto', await aNewPicture()],
      ['cookingPhoto', await aNewPicture()],
      ['cookingPhoto', await aNewPicture()],
    ])
    const [a, b, c] = added.json.data.uploadedFiles.map((one: { file: { id: string; url: string } }) => one.file)
    await api('PATCH /api/resumes/miniprogram/{id}', { params, body: { photoUrls: ['https://old.example/1.jpg'] } })
    const first = await api('POST /api/resumes/{id}/files/delete', { params, body: { fileId: a.id } })
    expect(first).toMatchObject({ resumeId: id, fileType: 'cookingPhoto' })
    await api('DELETE /api/resumes/miniprogram/{id}/delete-file', {
      params,
      body: { fileUrl: b.url, fileType: 'cookingPhoto' },
    })
    const query = new URLSearchParams({ fileUrl: c.url, fileType: 'cookingPhoto' })
    const path = `/api/resumes/miniprogram/${id}/delete-file`
    const bare = await app.raw('DELETE', `${path}?${query}`, { token })
    expect([bare.status, bare.json.data.deletedFileUrl]).toEqual([200, c.url])
    const foreign = new URLSearchParams({ fileUrl: 'https://old.example/1.jpg' })
    expect((await app.raw('DELETE', `${path}?${foreign}`, { token })).status).toBe(200)
    const again = await api('POST /api/resumes/{id}/files/delete', { params, body: { fileId: a.id } })
    expect(await filesOf(token, id)).toEqual([])
    expect(again.filesVersion).toBe(6)
    expect((await app.raw('DELETE', path, { token })).json.code).toBe('NOT_FOUND')
    expect(
      (await app.raw('DELETE', path, { token, text: 'a', headers: { 'content-type': 'text/plain' } })).json.code,
    ).toBe('UNSUPPORTED_MEDIA_TYPE')
    await removeDue(app)
    expect(await countRows(app, 'files')).toBe((await stored(app)).filter((key) => !key.includes('small')).length)
  })

  it('stand in the order that was sent, and those that were not named come last', async () => {
    const { token, api } = await staff()
    const id = await aResumeBy(app, token)
    const names = ['1.jpg', '2.jpg', '3.jpg', '4.jpg']
    for (const name of names) await sendFile(app, token, id, ['personalPhoto', await aNewPicture(), name])
    const files = await filesOf(token, id)
    const ids = [files[2]?.id ?? '', 'f'.repeat(24), files[0]?.id ?? '']
    const body = { fileType: 'personalPhoto', ids } as const
    const ordered = await api('PUT /api/resumes/{id}/files/order', { params: { id }, body })
    expect(ordered.files.map(({ filename }) => filename)).toEqual(['3.jpg', '1.jpg', '2.jpg', '4.jpg'])
    expect(await api('PUT /api/resumes/{id}/files/order', { params: { id }, body })).toEqual(ordered)
    const detail = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(detail.avatarUrl.split('?')[0]).toBe(ordered.files[0]?.url.split('?')[0])
  })
})
