import { type ChatScope, STARTERS } from '@qingpin/contract/assistant/assistant.enums'
import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import { ANSWER_PRICE, RUNS_AT_ONCE, titleOf } from '@qingpin/contract/assistant/assistant.rules'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { keepReply } from '../../http/once.ts'
import type { LlmMessage } from '../../ports/llm.port.ts'
import { type Balance, balanceOf, hold } from '../credits/index.ts'
import * as repo from './chats.repo.ts'
import { viewChat, viewQuestion, viewRun, viewTurn } from './chats.view.ts'
import { SYSTEM } from './prompts.rules.ts'
import { askToStop, findRun, insertRun, openRunOf, openRunsOf, type RunRow } from './runs.repo.ts'
import { watchRun } from './recover-runs.job.ts'
import { writeRun } from './run.service.ts'

const RECENT = 5
const TURNS_PER_PAGE = 20
/** How much of the conversation the model is told: turns, and letters counted from the newest. */
const TOLD_TURNS = 12
const TOLD_LETTERS = 12_000

/** The same account has conversations of its own and, as staff, others. */
function ownerOf(ctx: Ctx): repo.Owner {
  const { accountId: ownerId, role } = requirePerson(ctx)
  return { ownerId, scope: scopeOf(role) }
}
const scopeOf = (role: Parameters<typeof isStaffRole>[0]): ChatScope => (isStaffRole(role) ? 'staff' : 'personal')

const creditsOf = (ctx: Ctx, ownerId: string) => ctx.db.tx((t) => balanceOf(t, ctx, ownerId))

export async function overview(ctx: Ctx) {
  const starters = [...STARTERS[scopeOf(personOf(ctx)?.role ?? 'personal')]]
  if (!personOf(ctx)) return { starters, recent: [], price: ANSWER_PRICE, credits: null }
  const owner = ownerOf(ctx)
  const rows = await repo.listChats(ctx, owner, RECENT)
  const recent = rows.slice(0, RECENT).map((row) => viewChat(ctx, row))
  return { starters, recent, price: ANSWER_PRICE, credits: await creditsOf(ctx, owner.ownerId) }
}

function readPlace(cursor: string | undefined): repo.Place | undefined {
  const [, updatedAt, id] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(cursor ?? '') ?? []
  return updatedAt && id ? { updatedAt: Number(updatedAt), id } : undefined
}

export async function listChats(
  ctx: Ctx,
  query: { cursor?: string | undefined; pageSize?: number | undefined; limit?: number | undefined },
) {
  const size = pageSizeOf(query)
  const rows = await repo.listChats(ctx, ownerOf(ctx), size, readPlace(query.cursor))
  const last = rows.length > size ? rows[size - 1] : undefined
  return {
    items: rows.slice(0, size).map((row) => viewChat(ctx, row)),
    nextCursor: last ? `${last.updatedAt}-${last.id}` : null,
  }
}

export async function readChat(ctx: Ctx, id: string, before?: number) {
  const owner = ownerOf(ctx)
  const chat = await repo.findChat(ctx, owner, id)
  if (!chat) throw new AppError('NOT_FOUND')
  // The run first: one that ends in between is then seen twice, as run and as answer, and never not at all.
  const run = await openRunOf(ctx, id)
  const turns = await repo.readTurns(ctx, id, TURNS_PER_PAGE + 1, before)
  const earlier = turns.length > TURNS_PER_PAGE
  const shown = earlier ? turns.slice(1) : turns
  return {
    chat: viewChat(ctx, chat),
    turns: shown.map((turn) => viewTurn(ctx, turn)),
    before: earlier ? (shown[0]?.question.seq ?? null) : null,
    run: run ? viewRun(run) : null,
    price: ANSWER_PRICE,
    credits: await creditsOf(ctx, owner.ownerId),
  }
}

interface Asked {
  chat: repo.ChatRow
  question: repo.MessageRow
}

/** Everything that has to be true before a word is written, in one transaction; the writing goes on by itself. */
async function start(ctx: Ctx, owner: repo.Owner, place: (t: Q) => Op<Asked>) {
  const { ownerId, scope } = owner
  const started = await ctx.db.tx(function* (t) {
    const { chat, question } = yield* place(t)
    const model = ctx.llm.modelFor('chat')
    const run = yield* insertRun(t, ctx, { chatId: chat.id, ownerId, questionId: question.id, model })
    yield* watchRun(t, ctx, run)
    const held = yield* hold(t, ctx, ownerId, ANSWER_PRICE.most, runTopic(run.id))
    const credits = yield* balanceOf(t, ctx, ownerId)
    if (!held) throw new AppError('CREDITS_SHORT', { details: { price: ANSWER_PRICE, credits } })
    // Counted after the hold, which lets one start of an account go on at a time.
    const open = yield* openRunsOf(t, ctx, ownerId)
    if (open.length > RUNS_AT_ONCE) throw new AppError('TOO_MANY_RUNS', { retryAfterSeconds: 10 })
    const started = { chat, question, run, credits }
    yield* keepReply(t, ctx, () => viewStarted(ctx, started))
    return started
  }, 'flush follows')
  const { chat, question, run } = started
  ctx.background.run('assistant run', async () => {
    const messages = await told(ctx, chat.id, question)
    await writeRun(ctx, run, { system: SYSTEM[scope], messages })
  })
  // The model is asked meanwhile: should the power fail now, nobody was told and nothing is held.
  await ctx.db.flush()
  return viewStarted(ctx, started)
}

interface Started extends Asked {
  run: RunRow
  credits: Balance
}
const viewStarted = (ctx: Ctx, { chat, question, run, credits }: Started) => ({
  chat: viewChat(ctx, chat),
  question: viewQuestion(ctx, question),
  run: viewRun(run),
  price: ANSWER_PRICE,
  credits,
})

/** What the model is told: the newest turns with their last usable answers, then the question. */
async function told(ctx: Ctx, chatId: string, question: repo.MessageRow): Promise<LlmMessage[]> {
  const open = (row: repo.MessageRow) => ctx.cipher.open('chatText', row.textSealed)
  const messages: LlmMessage[] = [{ role: 'user', text: open(question) }]
  // Somebody waits for the first word: where nothing was said before, nothing is read.
  if (question.seq === 1) return messages
  let letters = 0
  for (const turn of (await repo.readTurns(ctx, chatId, TOLD_TURNS, question.seq)).toReversed()) {
    const answer = turn.answers.findLast(({ state }) => state !== 'failed')
    const [asked, answered] = [open(turn.question), answer ? open(answer) : '']
    letters += asked.length + answered.length
    if (letters > TOLD_LETTERS) break
    // A question without an answer would stand beside the next one as if both were asked at once.
    if (answered !== '') messages.unshift({ role: 'user', text: asked }, { role: 'assistant', text: answered })
  }
  return messages
}

export function begin(ctx: Ctx, text: string) {
  const owner = ownerOf(ctx)
  return start(ctx, owner, function* (t) {
    const chat = yield* repo.insertChat(t, ctx, owner, titleOf(text))
    return { chat, question: yield* repo.insertQuestion(t, ctx, chat.id, chat.lastSeq, text) }
  })
}

/** The conversation, if nothing is being written in it. */
function* idleChat(t: Q, ctx: Ctx, owner: repo.Owner, id: string): Op<repo.ChatRow> {
  const chat = yield* repo.lockChat(t, ctx, owner, id)
  if (!chat) throw new AppError('NOT_FOUND')
  const open = yield* openRunsOf(t, ctx, owner.ownerId)
  if (open.some(({ chatId }) => chatId === id)) throw new AppError('RUN_IN_PROGRESS')
  return chat
}

export function ask(ctx: Ctx, id: string, text: string) {
  const owner = ownerOf(ctx)
  return start(ctx, owner, function* (t) {
    const chat = yield* idleChat(t, ctx, owner, id)
    const seq = yield* repo.nextSeq(t, ctx, id)
    if (seq === undefined) throw new AppError('NOT_FOUND')
    return { chat, question: yield* repo.insertQuestion(t, ctx, id, seq, text) }
  })
}

export function again(ctx: Ctx, id: string) {
  const owner = ownerOf(ctx)
  return start(ctx, owner, function* (t) {
    const chat = yield* idleChat(t, ctx, owner, id)
    const question = yield* repo.lastQuestion(t, ctx, id)
    if (!question) throw new AppError('NOTHING_TO_ANSWER')
    return { chat, question }
  })
}

export async function rename(ctx: Ctx, id: string, title: string) {
  const owner = ownerOf(ctx)
  const chat = await ctx.db.tx((t) => repo.renameChat(t, ctx, owner, id, title))
  if (!chat) throw new AppError('NOT_FOUND')
  return viewChat(ctx, chat)
}

export async function remove(ctx: Ctx, id: string) {
  const owner = ownerOf(ctx)
  const removed = await ctx.db.tx(function* (t) {
    // As asking does: a question that comes at the same time is asked before this, and stopped, or finds no chat.
    if (!(yield* repo.lockChat(t, ctx, owner, id))) return false
    const open = yield* openRunsOf(t, ctx, owner.ownerId)
    for (const run of open.filter(({ chatId }) => chatId === id)) yield* askToStop(t, ctx, run.id)
    return yield* repo.deleteChat(t, ctx, owner, id)
  })
  if (!removed) throw new AppError('NOT_FOUND')
  return { id }
}

export async function stop(ctx: Ctx, runId: string) {
  const run = await findRun(ctx, runId, ownerOf(ctx).ownerId)
  if (!run) throw new AppError('NOT_FOUND')
  if (run.state === 'running') await ctx.db.tx((t) => askToStop(t, ctx, runId))
  return { id: runId, state: run.state }
}
