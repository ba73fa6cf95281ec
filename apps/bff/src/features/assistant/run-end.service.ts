import type { RunNote } from '@qingpin/contract/assistant/assistant.enums'
import { RUN_NOTES } from '@qingpin/contract/assistant/assistant.enums'
import { type RunEvents, runTopic } from '@qingpin/contract/assistant/assistant.events'
import { costOf } from '@qingpin/contract/assistant/assistant.rules'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { append } from '../../events/index.ts'
import type { LlmUsage } from '../../ports/llm.port.ts'
import { capture } from '../credits/index.ts'
import { insertAnswer } from './chats.repo.ts'
import { closeRun, type RunRow } from './runs.repo.ts'

type EndCtx = Pick<Ctx, 'db' | 'now' | 'cipher'>

/** What was written, however it ended. */
export interface Written {
  state: 'done' | 'stopped' | 'failed'
  note: RunNote | null
  text: string
  thinking: string
  thoughtMs: number
  usage?: LlmUsage | undefined
}

/**
 * The end of a run, all at once: its state, the answer in the conversation, what it costs, and the event that closes
 * the topic. False when somebody else has ended it before; then nothing is written.
 * @param step how far the closing event's number is from the last one that is known
 */
export function* endRun(t: Q, ctx: EndCtx, { id }: Pick<RunRow, 'id'>, written: Written, step = 1): Op<boolean> {
  const { state, note, text, thinking, thoughtMs, usage } = written
  const price = costOf(state, text)
  const run = yield* closeRun(t, ctx, id, {
    state,
    note,
    cost: price,
    promptTokens: usage?.promptTokens ?? null,
    completionTokens: usage?.completionTokens ?? null,
  })
  if (!run) return false
  const { chatId, questionId } = run
  const cost = (yield* capture(t, ctx, runTopic(id), price)) ?? 0
  yield* insertAnswer(t, ctx, { chatId, questionId, runId: id, state, note, cost, text, thinking, thoughtMs })
  yield* append(t, ctx, runTopic(id), { type: state, data: closing(state, cost, note), closes: true }, step)
  return true
}

function closing(state: Written['state'], cost: number, note: RunNote | null): RunEvents[Written['state']] {
  const said = { cost, note: note && RUN_NOTES[note] }
  return state === 'failed' ? { ...said, code: note ?? 'BROKEN' } : said
}
