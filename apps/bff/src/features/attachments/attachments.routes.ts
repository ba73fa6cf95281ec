import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import type { Handlers } from '../../http/mount.ts'
import type { Owners } from './attachments.guard.ts'
import * as direct from './direct-upload.service.ts'
import * as service from './attachments.service.ts'
import * as form from './form-upload.service.ts'
import { read } from './read.service.ts'

/** @param owners how the resumes are reached that files belong to */
export const makeAttachmentHandlers = (owners: Owners): Handlers<typeof attachmentRoutes> => ({
  uploadFile: (ctx, { params, request }) => form.uploadFile(ctx, { owners, resumeId: params.id }, request),
  uploadFiles: (ctx, { params, request }) => form.uploadFiles(ctx, { owners, resumeId: params.id }, request),
  requestUpload: (ctx, { params, body }) => direct.requestUpload(ctx, { owners, resumeId: params.id }, body),
  confirmUpload: (ctx, { params }) => direct.confirm(ctx, { owners, resumeId: params.id }, params.uploadId),
  list: (ctx, { params }) => service.list(ctx, { owners, resumeId: params.id }),
  order: (ctx, { params, body }) => service.order(ctx, { owners, resumeId: params.id }, body),
  open: (ctx, { params, body }) => service.open(ctx, { owners, resumeId: params.id }, params.fileId, body),
  removeFile: (ctx, { params, query, body }) =>
    service.remove(ctx, { owners, resumeId: params.id }, { ...query, ...body }),
  removeFileByPost: (ctx, { params, body }) => service.remove(ctx, { owners, resumeId: params.id }, body),
  read: (ctx, { params, query }) => read(ctx, params.id, query),
})
