import type { Example, ExamplesOf } from './example.ts'

const aChat: Example['given'] = async (app, { api }) => {
  const { chat, run } = await api('POST /api/assistant/chats', { body: { text: '月嫂面试要准备什么' } })
  await app.deps.background.idle()
  return { ID: chat.id, RUN: run.id, TOPIC: run.topic }
}

export const assistantExamples: ExamplesOf<'assistant' | 'events'> = {
  'GET /api/assistant': { as: 'person' },
  'GET /api/assistant/chats': { as: 'person', given: aChat, query: { pageSize: '20' } },
  'POST /api/assistant/chats': {
    as: 'person',
    headers: { 'idempotency-key': '$KEY' },
    body: { text: '月嫂面试要准备什么' },
  },
  'GET /api/assistant/chats/{id}': { as: 'person', given: aChat, params: { id: '$ID' }, rows: 'own' },
  'POST /api/assistant/chats/{id}/messages': {
    as: 'person',
    given: aChat,
    params: { id: '$ID' },
    headers: { 'idempotency-key': '$KEY' },
    body: { text: '还有别的吗' },
    rows: 'own',
  },
  'POST /api/assistant/chats/{id}/again': {
    as: 'person',
    given: aChat,
    params: { id: '$ID' },
    headers: { 'idempotency-key': '$KEY' },
    rows: 'own',
  },
  'PATCH /api/assistant/chats/{id}': {
    as: 'person',
    given: aChat,
    params: { id: '$ID' },
    body: { title: '面试准备' },
    rows: 'own',
  },
  'DELETE /api/assistant/chats/{id}': { as: 'person', given: aChat, params: { id: '$ID' }, rows: 'own' },
  'POST /api/assistant/runs/{id}/stop': { as: 'person', given: aChat, params: { id: '$RUN' }, rows: 'own' },
  'GET /api/events': {
    as: 'person',
    given: async (app, caller) => ({ ...(await aChat(app, caller)), ACCOUNT: caller.id }),
    query: { topics: '$TOPIC:0,account:$ACCOUNT:0', wait: '5' },
  },
  'GET /api/events/{topic}': {
    as: 'person',
    given: aChat,
    params: { topic: '$TOPIC' },
    query: { after: '0', wait: '5' },
    rows: 'own',
  },
}
