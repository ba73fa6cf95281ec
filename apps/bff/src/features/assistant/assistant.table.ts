import type { AnswerState, ChatScope, RunNote } from '@qingpin/contract/assistant/assistant.enums'
import type { Kit } from '../../db/kit.ts'

/** What people and the model write is encrypted: it is as personal as a phone number, and may hold one. */
export const assistantTables = (k: Kit) => ({
  chats: k.table(
    'chats',
    {
      id: k.text('id').primaryKey(),
      ownerId: k.text('owner_id').notNull(),
      scope: k.text('scope').$type<ChatScope>().notNull(),
      titleSealed: k.text('title_sealed').notNull(),
      /** The number of the newest message; messages of one millisecond have an order by it. */
      lastSeq: k.int('last_seq').notNull(),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
      deletedAt: k.ms('deleted_at'),
    },
    (t) => [k.index('chats_owner').on(t.ownerId, t.scope, t.updatedAt)],
  ),
  chatMessages: k.table(
    'chat_messages',
    {
      id: k.text('id').primaryKey(),
      chatId: k.text('chat_id').notNull(),
      seq: k.int('seq').notNull(),
      /** Null for a question; an answer names the question and the run it belongs to. */
      questionId: k.text('question_id'),
      runId: k.text('run_id'),
      textSealed: k.text('text_sealed').notNull(),
      thinkingSealed: k.text('thinking_sealed'),
      thoughtMs: k.ms('thought_ms').notNull(),
      state: k.text('state').$type<AnswerState>().notNull(),
      note: k.text('note').$type<RunNote>(),
      cost: k.int('cost').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.unique('chat_messages_seq').on(t.chatId, t.seq), k.unique('chat_messages_run').on(t.runId)],
  ),
  runs: k.table(
    'runs',
    {
      id: k.text('id').primaryKey(),
      chatId: k.text('chat_id').notNull(),
      ownerId: k.text('owner_id').notNull(),
      questionId: k.text('question_id').notNull(),
      state: k.text('state').$type<AnswerState>().notNull(),
      /** A stop was requested; the process that writes the answer checks this. */
      stopRequested: k.bool('stop_requested').notNull(),
      /** Renewed by the writer; once it has passed, the writer is gone. */
      leaseUntil: k.ms('lease_until').notNull(),
      model: k.text('model').notNull(),
      promptTokens: k.int('prompt_tokens'),
      completionTokens: k.int('completion_tokens'),
      note: k.text('note').$type<RunNote>(),
      cost: k.int('cost').notNull(),
      startedAt: k.ms('started_at').notNull(),
      endedAt: k.ms('ended_at'),
      /** When its topic was removed; the answer is read from the messages only. */
      topicExpiredAt: k.ms('topic_expired_at'),
    },
    (t) => [
      k.index('runs_state').on(t.state, t.leaseUntil),
      k.index('runs_owner').on(t.ownerId, t.state),
      k.index('runs_chat').on(t.chatId, t.state),
      k.index('runs_ended').on(t.topicExpiredAt, t.endedAt),
    ],
  ),
})
