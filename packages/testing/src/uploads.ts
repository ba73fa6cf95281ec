import { eq } from 'drizzle-orm'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { Worker } from '@qingpin/bff/jobs/index'
import { fileUse, uploadExpiry } from '@qingpin/bff/features/attachments/uploads.job'
import { fileRemoval, fileRetention } from '@qingpin/bff/storage/remove-files.job'
import { ask } from '@qingpin/bff/db/db'
import type { TestApp } from './harness.ts'
import { idCardFront } from './id-cards.ts'
import { aPicture } from './odd-files.ts'
import { listed } from './stores.ts'
import { aWorker } from './workers.ts'

let serial = 0
/** A picture like no other of this file. */
export const aNewPicture = (): Promise<Buffer> => aPicture('jpeg', 640 + serial++, 480)

/** A resume that a member of the staff entered: on the lists, unless `status` says otherwise. */
export async function aResumeBy(app: TestApp, token: string, status: 'pending' | 'draft' = 'draft'): Promise<string> {
  const { id } = await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
  await app.db.tx((t) => ask(t.update(app.db.s.resumes).set({ status }).where(eq(app.db.s.resumes.id, id))))
  return id
}

export type Part = [kind: FileType, bytes: Uint8Array, name?: string]
const part = (bytes: Uint8Array, name = 'photo.jpg') => new File([new Uint8Array(bytes)], name)

/** One file through the server, the kind before it. */
export function sendFile(app: TestApp, token: string, id: string, [type, bytes, name]: Part, headers = {}) {
  const form = new FormData()
  form.append('type', type)
  form.append('file', part(bytes, name))
  return app.raw('POST', `/api/resumes/miniprogram/${id}/upload-file`, { token, form, headers })
}

/** Several files through the server. */
export function sendFiles(app: TestApp, token: string, id: string, parts: readonly Part[]) {
  const form = new FormData()
  form.append('types', JSON.stringify(parts.map(([type]) => type)))
  for (const [, bytes, name] of parts) form.append('files', part(bytes, name))
  return app.raw('POST', `/api/resumes/miniprogram/${id}/upload-files`, { token, form })
}

/** What may be sent straight to the store, sent there: over HTTP to a vendor, into the app to a disk. */
export const sendTo = (app: TestApp, url: string, init: RequestInit) =>
  url.startsWith('http://test.local/') ? app.fetch(new Request(url, init)) : fetch(url, init)

/** Where an address of the app leads to, and what is there. */
export async function openAddress(
  app: TestApp,
  address: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const first = await app.fetch(new Request(address))
  if (first.status !== 302) return first
  return sendTo(app, first.headers.get('location') ?? '', { headers })
}

/** What the store holds of us. */
export const stored = async (app: TestApp): Promise<string[]> => {
  const { stores, settings } = app.deps
  return (await listed(stores.private, `${settings.store.mark}/`)).map(({ key }) => key)
}

const removal = fileRemoval(fileUse)
const hourly = [fileRetention(fileUse), uploadExpiry]

/** Runs what removes files, as the hour does. */
export async function removeUnused(app: TestApp): Promise<void> {
  for (const { plan } of hourly) await app.db.tx((t) => plan(t, app.ctx(), app.ctx().now))
  await new Worker(app.deps, [...hourly, removal]).runDue()
}
export const removeDue = (app: TestApp): Promise<void> => new Worker(app.deps, [removal]).runDue()

/** A paper's whole life: sent, looked at, taken away. Gives the signature that it was looked at with. */
export async function showAPaper(app: TestApp, token: string, id: string, name: string): Promise<string> {
  const api = app.as(token)
  const kept = await sendFile(app, token, id, ['idCardFront', idCardFront(), name], {
    'idempotency-key': `paper-${id}`,
  })
  const fileId: string = kept.json.data.file.id
  const { url } = await api('POST /api/resumes/{id}/files/{fileId}/open', { params: { id, fileId }, body: {} })
  await openAddress(app, url)
  const body = { fileType: 'medicalReport', filename: name, size: 9, mimetype: 'image/png' } as const
  await api('POST /api/resumes/{id}/files/uploads', { params: { id }, body })
  await api('POST /api/resumes/{id}/files/delete', { params: { id }, body: { fileId } })
  return new URL(url).searchParams.get('signature') ?? ''
}
