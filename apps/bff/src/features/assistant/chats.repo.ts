import type { ChatScope } from '@qingpin/contract/assistant/assistant.enums'
import { and, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import type { TimeId } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type At, prepared, preparedInsert } from '../../db/prepared.ts'
import type { Schema } from '../../schema/schema.ts'

export type ChatRow = Schema['chats']['$inferSelect']
export type MessageRow = Schema['chatMessages']['$inferSelect']

/** The owner of conversations: an account, as a person or as staff. */
export interface Owner {
  ownerId: string
  scope: ChatScope
}

const ofOwner = ({ db }: Pick<Ctx, 'db'>, { ownerId, scope }: Owner) =>
  and(eq(db.s.chats.ownerId, ownerId), eq(db.s.chats.scope, scope), isNull(db.s.chats.deletedAt))

export async function findChat(ctx: Ctx, owner: Owner, id: string): Promise<ChatRow | undefined> {
  const { chats } = ctx.db.s
  const [row] = await ctx.db.q
    .select()
    .from(chats)
    .where(and(eq(chats.id, id), ofOwner(ctx, owner)))
  return row
}

export function* findChats(t: Q, ctx: Pick<Ctx, 'db'>, owner: Owner, ids: readonly string[]): Op<ChatRow[]> {
  if (ids.length === 0) return []
  const { chats } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(chats)
      .where(and(inArray(chats.id, [...ids]), ofOwner(ctx, owner))),
  )
}

/** The conversation, locked, so that its messages are added one after another. */
export function* lockChat(t: Q, ctx: Ctx, owner: Owner, id: string): Op<ChatRow | undefined> {
  const { chats } = ctx.db.s
  const [row] = yield* ask(
    ctx.db.lock(
      t
        .select()
        .from(chats)
        .where(and(eq(chats.id, id), ofOwner(ctx, owner))),
    ),
  )
  return row
}

/** Newest first, after a cursor; one row more than `limit` when there are more. */
export function listChats(ctx: Ctx, owner: Owner, limit: number, after?: TimeId): Promise<ChatRow[]> {
  const { chats } = ctx.db.s
  const beyond = after && or(lt(chats.updatedAt, after.at), and(eq(chats.updatedAt, after.at), lt(chats.id, after.id)))
  return ctx.db.q
    .select()
    .from(chats)
    .where(and(ofOwner(ctx, owner), beyond))
    .orderBy(desc(chats.updatedAt), desc(chats.id))
    .limit(limit + 1)
}

const insertChatRow = preparedInsert('chats')
const insertMessage = preparedInsert('chatMessages')

/** A new conversation; its first question will have number 1. */
export function* insertChat(t: Q, ctx: Ctx, { ownerId, scope }: Owner, title: string): Op<ChatRow> {
  const row: ChatRow = {
    id: newId(ctx.now),
    ownerId,
    scope,
    titleSealed: ctx.cipher.seal('chatText', title),
    lastSeq: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    deletedAt: null,
  }
  yield* ask(insertChatRow(ctx.db, t, row))
  return row
}

const takeSeq = prepared('chat_seq', ({ q, s: { chats } }, at: At<{ chatId: string; now: number }>) =>
  q
    .update(chats)
    .set({ lastSeq: sql`${chats.lastSeq} + 1`, updatedAt: sql`${at('now')}` })
    .where(and(eq(chats.id, at('chatId')), isNull(chats.deletedAt)))
    .returning({ seq: chats.lastSeq }),
)

/** Takes the next number of a conversation and moves it to the top of the list; undefined when it was deleted. */
export function* nextSeq(t: Q, { db, now }: Pick<Ctx, 'db' | 'now'>, chatId: string): Op<number | undefined> {
  const [row] = yield* ask(takeSeq(db, t, { chatId, now }))
  return row?.seq
}

export function* insertQuestion(t: Q, ctx: Ctx, chatId: string, seq: number, text: string): Op<MessageRow> {
  const row: MessageRow = {
    id: newId(ctx.now),
    chatId,
    seq,
    questionId: null,
    runId: null,
    textSealed: ctx.cipher.seal('chatText', text),
    thinkingSealed: null,
    thoughtMs: 0,
    state: 'done',
    note: null,
    cost: 0,
    createdAt: ctx.now,
  }
  yield* ask(insertMessage(ctx.db, t, row))
  return row
}

export type NewAnswer = Pick<
  MessageRow,
  'chatId' | 'questionId' | 'runId' | 'thoughtMs' | 'state' | 'note' | 'cost'
> & { text: string; thinking: string }

/** Inserts an answer, unless its conversation was deleted while it was written. */
export function* insertAnswer(t: Q, ctx: Pick<Ctx, 'db' | 'now' | 'cipher'>, answer: NewAnswer): Op<void> {
  const { text, thinking, ...rest } = answer
  const seq = yield* nextSeq(t, ctx, answer.chatId)
  if (seq === undefined) return
  const textSealed = ctx.cipher.seal('chatText', text)
  const thinkingSealed = thinking === '' ? null : ctx.cipher.seal('chatText', thinking)
  const row: MessageRow = { id: newId(ctx.now), seq, textSealed, thinkingSealed, createdAt: ctx.now, ...rest }
  yield* ask(insertMessage(ctx.db, t, row))
}

export function* lastQuestion(t: Q, ctx: Ctx, chatId: string): Op<MessageRow | undefined> {
  const { chatMessages } = ctx.db.s
  const [row] = yield* ask(
    t
      .select()
      .from(chatMessages)
      .where(and(eq(chatMessages.chatId, chatId), isNull(chatMessages.questionId)))
      .orderBy(desc(chatMessages.seq))
      .limit(1),
  )
  return row
}

export interface TurnRows {
  question: MessageRow
  answers: MessageRow[]
}

/** The newest turns before a number, oldest first. Two statements for any number of turns. */
export async function readTurns(
  ctx: Pick<Ctx, 'db'>,
  chatId: string,
  limit: number,
  before?: number,
): Promise<TurnRows[]> {
  const { chatMessages } = ctx.db.s
  const { q } = ctx.db
  const questions = await q
    .select()
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.chatId, chatId),
        isNull(chatMessages.questionId),
        before === undefined ? undefined : lt(chatMessages.seq, before),
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(limit)
  if (questions.length === 0) return []
  const ids = questions.map(({ id }) => id)
  const answers = await q
    .select()
    .from(chatMessages)
    .where(inArray(chatMessages.questionId, ids))
    .orderBy(chatMessages.seq)
  return questions
    .toReversed()
    .map((question) => ({ question, answers: answers.filter(({ questionId }) => questionId === question.id) }))
}

export function* renameChat(t: Q, ctx: Ctx, owner: Owner, id: string, title: string): Op<ChatRow | undefined> {
  const { chats } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(chats)
      .set({ titleSealed: ctx.cipher.seal('chatText', title) })
      .where(and(eq(chats.id, id), ofOwner(ctx, owner)))
      .returning(),
  )
  return row
}

/** Removes the texts; the row stays without a title, because runs and their payments name it. */
export function* deleteChat(t: Q, ctx: Ctx, owner: Owner, id: string): Op<boolean> {
  const { chats, chatMessages } = ctx.db.s
  const gone = yield* ask(
    t
      .update(chats)
      .set({ deletedAt: ctx.now, titleSealed: ctx.cipher.seal('chatText', '') })
      .where(and(eq(chats.id, id), ofOwner(ctx, owner)))
      .returning({ id: chats.id }),
  )
  if (gone.length === 0) return false
  yield* ask(t.delete(chatMessages).where(eq(chatMessages.chatId, id)))
  return true
}
