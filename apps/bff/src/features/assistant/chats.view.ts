import { RUN_NOTES } from '@qingpin/contract/assistant/assistant.enums'
import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import type { Ctx } from '../../context.ts'
import type { ChatRow, MessageRow, TurnRows } from './chats.repo.ts'
import type { RunRow } from './runs.repo.ts'

type ViewCtx = Pick<Ctx, 'cipher'>
const iso = (at: number) => new Date(at).toISOString()

export const viewChat = ({ cipher }: ViewCtx, { id, titleSealed, createdAt, updatedAt }: ChatRow) => ({
  id,
  title: cipher.open('chatText', titleSealed),
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
})

export const viewQuestion = ({ cipher }: ViewCtx, { id, textSealed, createdAt }: MessageRow) => ({
  id,
  text: cipher.open('chatText', textSealed),
  createdAt: iso(createdAt),
})

const viewAnswer = ({ cipher }: ViewCtx, row: MessageRow) => ({
  id: row.id,
  state: row.state,
  text: cipher.open('chatText', row.textSealed),
  thinking: row.thinkingSealed === null ? '' : cipher.open('chatText', row.thinkingSealed),
  thoughtSeconds: Math.max(row.thoughtMs > 0 ? 1 : 0, Math.round(row.thoughtMs / 1000)),
  cost: row.cost,
  note: row.note && RUN_NOTES[row.note],
  createdAt: iso(row.createdAt),
})

export const viewTurn = (ctx: ViewCtx, { question, answers }: TurnRows) => ({
  question: viewQuestion(ctx, question),
  answers: answers.map((answer) => viewAnswer(ctx, answer)),
})

export const viewRun = ({ id, questionId }: RunRow) => ({ id, topic: runTopic(id), questionId })
