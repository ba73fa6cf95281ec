import type { ErrorSpec } from '../core/error-spec.ts'

/** Why a file is not accepted, not stored or not shown. */
export const attachmentErrors = {
  UPLOAD_FORM_NEEDED: { status: 415, message: '没有收到文件，请用表单上传。' },
  UPLOAD_INCOMPLETE: { status: 400, message: '文件没有传完整，请再传一次。', retryable: true },
  UPLOAD_TOO_SLOW: { status: 400, message: '网太慢，文件没有传完。换个网好的地方再传一次。', retryable: true },
  FILE_MISSING: { status: 400, message: '还没有选文件，请选一个再传。' },
  TOO_MANY_FILES: { status: 400, message: '一次传的文件太多了，请分几次传。' },
  FILE_EMPTY: { status: 400, message: '这个文件是空的，请换一个。' },
  FILE_TOO_LARGE: { status: 413, message: '文件太大了，请压缩一下，或拍小一点再传。' },
  FILE_TYPE_NOT_ALLOWED: { status: 415, message: '这里不能传这种文件，请换成照片。' },
  HEIC_NOT_SUPPORTED: {
    status: 415,
    message: '这种苹果手机照片暂时打不开。请在手机的“设置 → 相机 → 格式”里选“兼容性最佳”再拍，或截一张图来传。',
  },
  FILE_NOT_SAFE: {
    status: 415,
    message: '这个文件里夹着链接、程序或别的内容，为了安全没有收下。请把这一页拍成照片再传。',
  },
  FILE_UNREADABLE: { status: 422, message: '这个文件打不开，可能已经损坏。请重新拍照，或换一个。' },
  PICTURE_TOO_SMALL: { status: 422, message: '照片太小，看不清。请重新拍一张。' },
  PICTURE_TOO_BIG: { status: 413, message: '照片的像素太多，处理不了。请截一张图，或缩小后再传。' },
  FILES_FULL: { status: 409, message: '这一类已经放满了，请先删掉一些再传。' },
  FILES_UNAVAILABLE: {
    status: 503,
    message: '文件暂时存取不了，原来的资料都在。请过一会儿再试。',
    retryable: true,
  },
  PAPERS_PROTECTED: { status: 403, message: '这份简历已经上架，证件要由经理删除或更换，请联系经理。' },
  UPLOADS_WAITING: {
    status: 429,
    message: '刚才要传的文件太多了，过几分钟再传。',
    retryable: true,
  },
  UPLOAD_IN_PROGRESS: { status: 409, message: '这个文件正在检查，稍等一下再看。', retryable: true },
  UPLOAD_NOT_ARRIVED: { status: 409, message: '文件还没有传到，请再传一次。', retryable: true },
} as const satisfies Record<string, ErrorSpec>
