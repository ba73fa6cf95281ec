import { type ChatScope, STARTERS } from '@qingpin/contract/assistant/assistant.enums'
import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import { ANSWER_PRICE, RUNS_AT_ONCE, titleOf } from '@qingpin/contract/assistant/assistant.rules'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { storeReply } from '../../http/once.ts'
import type { LlmMessage } from '../../ports/llm.port.ts'
import { type Balance, balanceOf, hold } from '../credits/index.ts'
import * as repo from './chats.repo.ts'
import { RECENT_CHATS, RUNS_RETRY_SECONDS, TURNS_PER_PAGE } from './run.rules.ts'
import { viewChat, viewQuestion, viewRun, viewTurn } from './chats.view.ts'
import { CONTEXT_TURNS, messagesFor, SYSTEM } from './prompts.rules.ts'
import { watchRun, writeRun } from './run.service.ts'
import { findRun, insertRun, openRunOf, openRunsOf, requestStop, type RunRow } from './runs.repo.ts'

/** An account has conversations of its own and, as staff, others. */
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
  const rows = await repo.listChats(ctx, owner, RECENT_CHATS)
  const recent = rows.slice(0, RECENT_CHATS).map((row) => viewChat(ctx, row))
  return { starters, recent, price: ANSWER_PRICE, credits: await creditsOf(ctx, owner.ownerId) }
}

export async function listChats(
  ctx: Ctx,
  query: { cursor?: string | undefined; pageSize?: number | undefined; limit?: number | undefined },
) {
  const size = pageSizeOf(query)
  const found = await repo.listChats(ctx, ownerOf(ctx), size, timeIdCursor.read(query.cursor))
  const { rows, nextCursor } = pageOf(found, size, ({ updatedAt, id }) => timeIdCursor.write({ at: updatedAt, id }))
  return { items: rows.map((row) => viewChat(ctx, row)), nextCursor }
}

export async function readChat(ctx: Ctx, id: string, before?: number) {
  const owner = ownerOf(ctx)
  const chat = await repo.findChat(ctx, owner, id)
  if (!chat) throw new AppError('NOT_FOUND')
  // The run is read first: one that ends in between shows twice, as run and as answer, rather than not at all.
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

/** A question in its conversation. */
interface QuestionInChat {
  chat: repo.ChatRow
  question: repo.MessageRow
}

/**
 * Starts a run: question, run, watch and hold in one transaction. The writing goes on in the background.
 * @param findQuestion finds or adds the question to answer
 */
async function start(ctx: Ctx, owner: repo.Owner, findQuestion: (t: Q) => Op<QuestionInChat>) {
  const { ownerId, scope } = owner
  const started = await ctx.db.tx(function* (t) {
    const { chat, question } = yield* findQuestion(t)
    const model = ctx.llm.modelFor('chat')
    const run = yield* insertRun(t, ctx, { chatId: chat.id, ownerId, questionId: question.id, model })
    yield* watchRun(t, ctx, run)
    const held = yield* hold(t, ctx, ownerId, ANSWER_PRICE.most, runTopic(run.id))
    const credits = yield* balanceOf(t, ctx, ownerId)
    if (!held) throw new AppError('CREDITS_SHORT', { details: { price: ANSWER_PRICE, credits } })
    // Counted after the hold, which serialises the starts of an account.
    const open = yield* openRunsOf(t, ctx, ownerId)
    if (open.length > RUNS_AT_ONCE) throw new AppError('TOO_MANY_RUNS', { retryAfterSeconds: RUNS_RETRY_SECONDS })
    const started = { chat, question, run, credits }
    yield* storeReply(t, ctx, () => viewStarted(ctx, started))
    return started
  }, 'flush follows')
  const { chat, question, run } = started
  ctx.background.run('assistant run', async () => {
    const messages = await conversation(ctx, chat.id, question)
    await writeRun(ctx, run, { system: SYSTEM[scope], messages })
  })
  // The model is called meanwhile. A power failure before the flush loses the hold too, and no reply was sent.
  await ctx.db.flush()
  return viewStarted(ctx, started)
}

interface Started extends QuestionInChat {
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

/** The conversation for the model: earlier turns with their last usable answers, then the question. */
async function conversation(ctx: Ctx, chatId: string, question: repo.MessageRow): Promise<LlmMessage[]> {
  const open = (row: repo.MessageRow) => ctx.cipher.open('chatText', row.textSealed)
  // A first question has nothing before it, and a person waits: nothing is read.
  const turns = question.seq === 1 ? [] : await repo.readTurns(ctx, chatId, CONTEXT_TURNS, question.seq)
  return messagesFor(
    open(question),
    turns.toReversed().map((turn) => {
      const answer = turn.answers.findLast(({ state }) => state !== 'failed')
      return { question: open(turn.question), answer: answer ? open(answer) : '' }
    }),
  )
}

export function begin(ctx: Ctx, text: string) {
  const owner = ownerOf(ctx)
  return start(ctx, owner, function* (t) {
    const chat = yield* repo.insertChat(t, ctx, owner, titleOf(text))
    return { chat, question: yield* repo.insertQuestion(t, ctx, chat.id, chat.lastSeq, text) }
  })
}

/** The conversation, locked. Fails with RUN_IN_PROGRESS while an answer is written in it. */
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
    // Locked as `ask` does: a simultaneous question comes before this and is stopped, or finds no conversation.
    if (!(yield* repo.lockChat(t, ctx, owner, id))) return false
    const open = yield* openRunsOf(t, ctx, owner.ownerId)
    for (const run of open.filter(({ chatId }) => chatId === id)) yield* requestStop(t, ctx, run.id)
    return yield* repo.deleteChat(t, ctx, owner, id)
  })
  if (!removed) throw new AppError('NOT_FOUND')
  return { id }
}

export async function stop(ctx: Ctx, runId: string) {
  const run = await findRun(ctx, runId, ownerOf(ctx).ownerId)
  if (!run) throw new AppError('NOT_FOUND')
  if (run.state === 'running') await ctx.db.tx((t) => requestStop(t, ctx, runId))
  return { id: runId, state: run.state }
}
