import { z } from 'zod'
import { define } from '../core/define.ts'
import { choice, Id, IdParams } from '../core/fields.ts'
import { FILE_TYPES } from './attachments.enums.ts'
import { FileInfo } from './attachments.fields.ts'
import { MAX_FILE_BYTES, MAX_FILES_AT_ONCE } from './attachments.rules.ts'

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

export const AddedFile = z.object({ ...added, resumeId: z.string(), filesVersion: FilesVersion })

export const ResumeFile = FileInfo.extend({
  fileType: z.string(),
  paper: z.boolean().describe('identity and health: shown by open only'),
  external: z.boolean().describe('lies on another host; we know its address and no more'),
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

/**
 * The files of a resume. Whoever may edit resumes, and the worker herself for her own: the row decides, and another's is
 * NOT_FOUND.
 */
export const attachmentRoutes = define({
  uploadFile: {
    method: 'post',
    path: '/api/resumes/miniprogram/{id}/upload-file',
    summary: 'Adds a file through the server; one of a kind that there is one of takes the place of the last',
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
    summary: 'Permission to send one file straight to where it is kept, for ten minutes, of this type and size only',
    allow: 'session',
    limit: 'upload',
    idempotent: 'key',
    status: 201,
    params: IdParams,
    body: z.object({
      fileType: FileTypeField,
      filename: z.string().trim().max(200).default(''),
      size: z.number().int().min(0).max(2_147_483_647).describe('bytes'),
      mimetype: z.string().trim().max(100),
      way: z
        .enum(['put', 'form', 'key'])
        .default('put')
        .describe('form: for phones, which can only POST; key: a temporary key, where the store gives any'),
    }),
    reply: z.object({
      uploadId: z.string(),
      way: z.enum(['put', 'form', 'key']).describe('how to send; not always the way that was asked for'),
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
    summary: 'Says that the file was sent: it is looked at, kept and added, or refused and gone',
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
    summary: 'All files of a resume by kind, each kind in its order, with addresses that were made now',
    allow: 'session',
    params: IdParams,
    reply: ResumeFiles,
    errors: ['NOT_FOUND'],
  },
  order: {
    method: 'put',
    path: '/api/resumes/{id}/files/order',
    summary: 'Puts the files of one kind in another order; those that are not named stand behind',
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
    summary: 'An address that shows one file for two minutes; a look at a paper is kept in the audit log',
    allow: 'session',
    idempotent: { because: 'it only reads; every look leaves its own audit row' },
    params: FileParams,
    body: z.object({ download: z.boolean().optional().describe('to be saved under its name instead of shown') }),
    reply: z.object({
      url: z.string(),
      thumbnailUrl: z.string().nullable(),
      filename: z.string(),
      mimetype: z.string(),
      expiresAt: z.iso.datetime().nullable().describe('null for a file on another host'),
    }),
    errors: ['NOT_FOUND'],
  },
  removeFile: {
    method: 'delete',
    path: '/api/resumes/miniprogram/{id}/delete-file',
    summary: 'Takes a file away; what the body would say may stand in the query',
    allow: 'session',
    idempotent: { because: 'a file that is gone already is answered alike' },
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
    idempotent: { because: 'a file that is gone already is answered alike' },
    params: IdParams,
    body: WhichFile,
    reply: Removed,
    errors: ['NOT_FOUND', 'PAPERS_PROTECTED'],
  },
  read: {
    method: 'get',
    path: '/api/files/{id}',
    summary: 'Where an address from a reply leads: on to the file itself, with ranges, while its signature holds',
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
