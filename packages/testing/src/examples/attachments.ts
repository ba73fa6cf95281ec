import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestApp } from '../harness.ts'
import { aLandscape } from '../id-cards.ts'
import { aWorker } from '../workers.ts'
import type { Caller, Example, ExamplesOf } from './example.ts'

/** A photo as a file for a shell. It goes with the process that made it. */
let file: string | undefined
export function aPhoto(): string {
  if (file === undefined) {
    const place = join(tmpdir(), `qingpin-photo-${process.pid}.jpg`)
    writeFileSync(place, aLandscape())
    process.on('exit', () => rmSync(place, { force: true }))
    file = place
  }
  return file
}

/** The resume of the worker who calls. */
const aResume = async (_: TestApp, { api }: Caller) => {
  const { id } = await api('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
  return { ID: id, FILE: aPhoto() }
}
const aSentUpload: Example['given'] = async (app, caller) => {
  const { ID } = await aResume(app, caller)
  const photo = new Uint8Array(aLandscape())
  const { uploadId, url, headers } = await caller.api('POST /api/resumes/{id}/files/uploads', {
    params: { id: ID },
    body: { fileType: 'personalPhoto', size: photo.length, mimetype: 'image/jpeg' },
  })
  await app.fetch(new Request(url, { method: 'PUT', headers, body: photo }))
  return { ID, UPLOAD: uploadId }
}
const aPhotoOfHers: Example['given'] = async (app, caller) => {
  const { ID, UPLOAD = '' } = (await aSentUpload(app, caller)) as { ID: string; UPLOAD: string }
  const params = { id: ID, uploadId: UPLOAD }
  const { file: added } = await caller.api('POST /api/resumes/{id}/files/uploads/{uploadId}/confirm', { params })
  return { ID, PHOTO: added.id, URL: added.url }
}

const hers = { as: 'person', rows: 'own', params: { id: '$ID' } } as const
const keyed = { headers: { 'idempotency-key': '$KEY' } }

export const attachmentExamples: ExamplesOf<'attachments'> = {
  'POST /api/resumes/miniprogram/{id}/upload-file': {
    ...hers,
    ...keyed,
    given: aResume,
    form: { type: 'personalPhoto', file: '@$FILE' },
  },
  'POST /api/resumes/miniprogram/{id}/upload-files': {
    ...hers,
    ...keyed,
    given: aResume,
    form: { types: 'cookingPhoto', files: '@$FILE' },
  },
  'POST /api/resumes/{id}/files/uploads': {
    ...hers,
    ...keyed,
    given: aResume,
    body: { fileType: 'personalPhoto', filename: '我的照片.jpg', size: 181_204, mimetype: 'image/jpeg', way: 'form' },
  },
  'POST /api/resumes/{id}/files/uploads/{uploadId}/confirm': {
    ...hers,
    given: aSentUpload,
    params: { id: '$ID', uploadId: '$UPLOAD' },
  },
  'GET /api/resumes/{id}/files': { ...hers, given: aPhotoOfHers },
  'PUT /api/resumes/{id}/files/order': {
    ...hers,
    given: aPhotoOfHers,
    body: { fileType: 'personalPhoto', ids: ['$PHOTO'] },
  },
  'POST /api/resumes/{id}/files/{fileId}/open': {
    ...hers,
    given: aPhotoOfHers,
    params: { id: '$ID', fileId: '$PHOTO' },
    body: { download: true },
  },
  'DELETE /api/resumes/miniprogram/{id}/delete-file': {
    ...hers,
    given: aPhotoOfHers,
    body: { fileUrl: '$URL', fileType: 'personalPhoto' },
  },
  'POST /api/resumes/{id}/files/delete': {
    ...hers,
    given: aPhotoOfHers,
    body: { fileUrl: '$URL', fileType: 'personalPhoto' },
  },
  'GET /api/files/{id}': { as: 'guest', notByHand: 'such an address is never made by hand: it stands in replies' },
}
