import type { ErrorSpec } from '../core/error-spec.ts'

export const placementErrors = {
  ALREADY_PLACED: { status: 409, message: '这位客户家里已经有阿姨在上户了，要换人就用“换阿姨”。' },
  WORKER_PLACED: { status: 409, message: '这位阿姨这几天在别家上户，日子对不上。' },
  PLACEMENT_CHANGED: { status: 409, message: '这条上户刚被同事改过，请对照最新的再改。' },
  PLACEMENT_ENDED: { status: 409, message: '这位阿姨已经下户了。' },
  PLACEMENT_HOLDS: { status: 409, message: '家里还有阿姨在上户，先办下户再放回公海。' },
  PLACEMENT_END_REASON: { status: 409, message: '阿姨还在上户，改合同状态要写明为什么下户。' },
} as const satisfies Record<string, ErrorSpec>
