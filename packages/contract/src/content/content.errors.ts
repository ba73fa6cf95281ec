import type { ErrorSpec } from '../core/error-spec.ts'

export const contentErrors = {
  CONTENT_CHANGED: { status: 409, message: '这一条刚被别人改过，请对照最新内容再改。' },
  BANNERS_FULL: { status: 409, message: '轮播图已经够多了，先删掉几张旧的。' },
} as const satisfies Record<string, ErrorSpec>
