import type { Kit } from '../db/kit.ts'

/** Topics count their events themselves, so that numbers have no gaps and a reader knows what it has missed. */
export const eventTables = (k: Kit) => ({
  topics: k.table(
    'topics',
    {
      topic: k.text('topic').primaryKey(),
      lastSeq: k.int('last_seq').notNull(),
      touchedAt: k.ms('touched_at').notNull(),
    },
    (t) => [k.index('topics_touched').on(t.touchedAt)],
  ),
  events: k.table(
    'events',
    {
      topic: k.text('topic').notNull(),
      seq: k.int('seq').notNull(),
      type: k.text('type').notNull(),
      data: k.json<unknown>('data').notNull(),
      /** The last event there will be. */
      closes: k.bool('closes').notNull(),
      at: k.ms('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.topic, t.seq] })],
  ),
})
