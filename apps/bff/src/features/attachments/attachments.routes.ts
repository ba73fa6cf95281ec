import type { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import type { Handlers } from '../../http/mount.ts'
import * as direct from './direct-upload.service.ts'
import * as service from './attachments.service.ts'
import * as form from './form-upload.service.ts'
import { read } from './read.service.ts'

export const attachmentHandlers: Handlers<typeof attachmentRoutes> = {
  uploadFile: (ctx, { params, request }) => form.uploadFile(ctx, params.id, request),
  uploadFiles: (ctx, { params, request }) => form.uploadFiles(ctx, params.id, request),
  askUpload: (ctx, { params, body }) => direct.ask(ctx, params.id, body),
  confirmUpload: (ctx, { params }) => direct.confirm(ctx, params.id, params.uploadId),
  list: (ctx, { params }) => service.list(ctx, params.id),
  order: (ctx, { params, body }) => service.order(ctx, params.id, body),
  open: (ctx, { params, body }) => service.open(ctx, params.id, params.fileId, body),
  removeFile: (ctx, { params, query, body }) => service.remove(ctx, params.id, { ...query, ...body }),
  removeFileByPost: (ctx, { params, body }) => service.remove(ctx, params.id, body),
  read: (ctx, { params, query }) => read(ctx, params.id, query),
}
