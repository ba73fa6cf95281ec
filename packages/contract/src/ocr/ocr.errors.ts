import type { ErrorSpec } from '../core/error-spec.ts'

export const ocrErrors = {
  ID_CARD_NOT_FOUND: {
    status: 422,
    message: '照片里没认出身份证。请把证件放平、拍满画面、避开反光再拍一张，也可以自己填写。',
  },
  OCR_BUSY: { status: 503, message: '证件识别暂时用不了，照片没有保存。请稍后再试，也可以自己填写。', retryable: true },
} as const satisfies Record<string, ErrorSpec>
