import type { LineKind, Surface } from '@qingpin/contract/access-log/access-log.enums'
import type { Kit } from '../../db/kit.ts'

/** Pages that were shown and left, and what broke on them. Nothing in a line names a person. */
export const accessLogTables = (k: Kit) => ({
  accessLines: k.table(
    'access_lines',
    {
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<LineKind>().notNull(),
      page: k.text('page').notNull(),
      surface: k.text('surface').$type<Surface>().notNull(),
      loadMs: k.int('load_ms'),
      stayMs: k.int('stay_ms'),
      /** What broke, without what it quoted; empty for other kinds. */
      message: k.text('message').notNull(),
      /** The Beijing day of `at`, by which reports count. */
      day: k.text('day').notNull(),
      at: k.ms('at').notNull(),
    },
    (t) => [k.index('access_lines_day').on(t.day, t.kind)],
  ),
})
