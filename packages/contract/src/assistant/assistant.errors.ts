import type { ErrorSpec } from '../core/error-spec.ts'
import { RUNS_AT_ONCE } from './assistant.rules.ts'

const AT_ONCE = '一两三四五六'.charAt(RUNS_AT_ONCE - 1)

export const assistantErrors = {
  CREDITS_SHORT: { status: 402, message: '积分不够写这一条，问题还在，没有发出去。' },
  RUN_IN_PROGRESS: { status: 409, message: '上一条还在写，写完或先停下，再发这一条。' },
  TOO_MANY_RUNS: { status: 429, message: `同时只能写${AT_ONCE}条，等一条写完再发。`, retryable: true },
  NOTHING_TO_ANSWER: { status: 409, message: '这段对话里还没有问题，先问一句。' },
} as const satisfies Record<string, ErrorSpec>
