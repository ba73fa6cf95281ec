import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Id, IdParams, written } from '../core/fields.ts'
import { FILE_TYPES } from './attachments.enums.ts'
import { FileInfo } from './attachments.fields.ts'
import { MAX_FILE_BYTES, MAX_FILES_AT_ONCE, OPEN_SECONDS, UPLOAD_SECONDS } from './attachments.rules.ts'

const FileTypeField = choice(FILE_TYPES)
const FileParams = IdParams.extend({ fileId: Id })

const added = {
  fileUrl: z.string(),
  fileType: z.string(),
  fileName: z.string(),
  fileSize: z.number().int(),
  file: FileInfo,
  repeated: z.boolean().describe('the same content was there already, and is there once'),
}
const FilesVersion = z.number().int().describe('send it with PATCH, so that what was added since then stays')

const AddedFile = z.object({ ...added, resumeId: z.string(), filesVersion: FilesVersion })

const ResumeFile = FileInfo.extend({
  fileType: z.string(),
  paper: z.boolean().describe('identity or health: shown by open only'),
  external: z.boolean().describe('lies on another host; we know its address and no more'),
  check: z
    .enum(['waiting', 'review', 'refused'])
    .nullable()
    .describe('why strangers do not see it: not judged yet, waiting for staff, refused; else null'),
})
const ResumeFiles = z.object({ resumeId: z.string(), filesVersion: FilesVersion, files: z.array(ResumeFile) })

/** A file by its id, or by its address as old clients do. */
const WhichFile = z.object({
  fileId: Id.optional(),
  fileUrl: z.string().max(2000).optional(),
  fileType: FileTypeField.optional(),
})
const Removed = z.object({
  resumeId: z.string(),
  deletedFileUrl: z.string(),
  fileType: z.string(),
  filesVersion: FilesVersion,
})

const KIND_FIRST = 'which kind of file; best before the file'

/** The files of a resume, for staff who may edit resumes and for the worker herself; to all others it is NOT_FOUND. */
export const attachmentRoutes = define({
  uploadFile: {
    method: 'post',
    path: '/api/resumes/miniprogram/{id}/upload-file',
    summary: 'Adds a file through the server; of a kind that there is one of it replaces the last',
    allow: 'session',
    limit: 'upload',
    idempotent: 'key',
    status: 201,
    mayBeThere: true,
    params: IdParams,
    upload: { field: 'file', most: 1, maxBytes: MAX_FILE_BYTES, fields: { type: KIND_FIRST } },
    reply: AddedFile,
    errors: ['NOT_FOUND', 'FILES_FULL', 'FILES_UNAVAILABLE', 'PAPERS_PROTECTED'],
  },
  uploadFiles: {
    method: 'post',
    path: '/api/resumes/miniprogram/{id}/upload-files',
    summary: 'Adds several files through the server, all of them or none',
    allow: 'session',
    limit: 'upload',
    idempotent: 'key',
    status: 201,
    mayBeThere: true,
    params: IdParams,
    upload: {
      field: 'files',
      most: MAX_FILES_AT_ONCE,
      maxBytes: MAX_FILE_BYTES,
      fields: { types: 'the kind of each file, as JSON: ["personalPhoto","certificate"]; one alone counts for all' },
    },
    reply: z.object({
      resumeId: z.string(),
      uploadedFiles: z.array(z.object({ ...added, index: z.number().int() })),
      totalCount: z.number().int(),
      repeated: z.boolean().describe('all of them were there already'),
      filesVersion: FilesVersion,
    }),
    errors: ['NOT_FOUND', 'FILES_FULL', 'FILES_UNAVAILABLE', 'PAPERS_PROTECTED'],
  },
  requestUpload: {
    method: 'post',
    path: '/api/resumes/{id}/files/uploads',
    summary: `Permission to send one file straight to the store, for ${UPLOAD_SECONDS / 60} minutes, of this type and size only`,
    allow: 'session',
    limit: 'upload',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: z.object({
      fileType: FileTypeField,
      filename: written(200).default(''),
      size: z.number().int().min(0).max(2_147_483_647).describe('bytes'),
      mimetype: written(100),
      way: z
        .enum(['put', 'form', 'key'])
        .default('put')
        .describe('form: for phones, which can only POST; key: a temporary key, where the store gives any'),
    }),
    reply: z.object({
      uploadId: z.string(),
      way: z.enum(['put', 'form', 'key']).describe('how to send; not always the requested way'),
      method: z.enum(['PUT', 'POST']),
      url: z.string(),
      headers: z.record(z.string(), z.string()).describe('to send with a PUT'),
      fields: z.record(z.string(), z.string()).describe('to send in a form, before the part called file'),
      key: z.object({ id: z.string(), secret: z.string(), token: z.string(), expiresAt: z.iso.datetime() }).nullable(),
      expiresAt: z.iso.datetime(),
    }),
    errors: [
      'NOT_FOUND',
      'FILES_FULL',
      'FILES_UNAVAILABLE',
      'PAPERS_PROTECTED',
      'FILE_EMPTY',
      'FILE_TOO_LARGE',
      'FILE_TYPE_NOT_ALLOWED',
      'HEIC_NOT_SUPPORTED',
      'UPLOADS_WAITING',
    ],
  },
  confirmUpload: {
    method: 'post',
    path: '/api/resumes/{id}/files/uploads/{uploadId}/confirm',
    limit: 'upload',
    summary: 'Confirms that the file was sent: it is inspected, stored and added, or refused and removed',
    allow: 'session',
    idempotent: { because: 'a confirmed upload answers with the file that it became' },
    status: 201,
    mayBeThere: true,
    looksAtFile: true,
    params: IdParams.extend({ uploadId: Id }),
    reply: AddedFile,
    errors: [
      'NOT_FOUND',
      'FILES_FULL',
      'FILES_UNAVAILABLE',
      'PAPERS_PROTECTED',
      'UPLOAD_NOT_ARRIVED',
      'UPLOAD_IN_PROGRESS',
    ],
  },
  list: {
    method: 'get',
    path: '/api/resumes/{id}/files',
    summary: 'All files of a resume by kind, each kind in its order, with fresh addresses',
    allow: 'session',
    params: IdParams,
    reply: ResumeFiles,
    errors: ['NOT_FOUND'],
  },
  order: {
    method: 'put',
    path: '/api/resumes/{id}/files/order',
    summary: 'Changes the order of the files of one kind; those that are not named come last',
    allow: 'session',
    idempotent: { because: 'the same order is the same order' },
    params: IdParams,
    body: z.object({ fileType: FileTypeField, ids: z.array(Id).max(200) }),
    reply: ResumeFiles,
    errors: ['NOT_FOUND'],
  },
  open: {
    method: 'post',
    path: '/api/resumes/{id}/files/{fileId}/open',
    summary: `An address that shows one file for ${OPEN_SECONDS / 60} minutes; a view of a paper leaves an audit row`,
    allow: 'session',
    idempotent: { because: 'it only reads; every view leaves its own audit row' },
    params: FileParams,
    body: z.object({ download: z.boolean().optional().describe('to be saved under its name instead of shown') }),
    reply: z.object({
      url: z.string(),
      thumbnailUrl: z.string().nullable(),
      filename: z.string(),
      mimetype: z.string(),
      expiresAt: z.iso.datetime().nullable().describe('null for a file on another host'),
    }),
    errors: ['NOT_FOUND', 'REVEAL_TOO_FAST'],
  },
  removeFile: {
    method: 'delete',
    path: '/api/resumes/miniprogram/{id}/delete-file',
    summary: 'Removes a file; the fields of the body may stand in the query',
    allow: 'session',
    idempotent: { because: 'a file that was removed before is answered alike' },
    params: IdParams,
    query: WhichFile,
    body: WhichFile,
    bodyMayMiss: true,
    reply: Removed,
    errors: ['NOT_FOUND', 'PAPERS_PROTECTED'],
  },
  removeFileByPost: {
    method: 'post',
    path: '/api/resumes/{id}/files/delete',
    summary: 'The same under its older address',
    allow: 'session',
    idempotent: { because: 'a file that was removed before is answered alike' },
    params: IdParams,
    body: WhichFile,
    reply: Removed,
    errors: ['NOT_FOUND', 'PAPERS_PROTECTED'],
  },
  read: {
    method: 'get',
    path: '/api/files/{id}',
    summary: 'The target of an address in a reply: redirects to the file itself while its signature holds',
    allow: 'public',
    uncounted: true,
    params: IdParams,
    query: z.object({
      until: z.coerce.number<string | number>().int().min(0).max(99_999_999_999).default(0).describe('epoch seconds'),
      as: z.enum(['small', 'download']).optional(),
      signature: z.string().max(200).default(''),
    }),
    reply: z.object({}),
    produces: 'application/octet-stream',
    errors: ['NOT_FOUND'],
  },
})
