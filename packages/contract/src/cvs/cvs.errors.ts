import type { ErrorSpec } from '../core/error-spec.ts'

export const cvErrors = {
  CV_CONFLICT: { status: 409, message: '这份简历在别处改过了。两边写的都在，请对照着选。' },
  TOO_MANY_CVS: { status: 409, message: '简历已经有30份了，先删掉不用的再写新的。' },
  PDF_FAILED: { status: 503, message: '这次没排好版，简历没有丢。过一会儿再试一次。', retryable: true },
} as const satisfies Record<string, ErrorSpec>
