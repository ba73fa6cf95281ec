import type { OcrProvider } from '@qingpin/contract/ocr/ocr.enums'
import type { Kit } from '../../db/kit.ts'
import type { OcrProblem } from '../../ports/ocr.port.ts'

export type OcrOutcome = 'read' | OcrProblem

/**
 * How many pictures were read on a day, by outcome: for the quota of a provider, and the figures of staff. A few rows a
 * day without personal data, which are never removed.
 */
export const ocrTables = (k: Kit) => ({
  ocrCounts: k.table(
    'ocr_counts',
    {
      /** In Beijing, YYYY-MM-DD. */
      day: k.text('day').notNull(),
      provider: k.text('provider').$type<OcrProvider>().notNull(),
      outcome: k.text('outcome').$type<OcrOutcome>().notNull(),
      count: k.int('count').notNull(),
      /** The time they took together. */
      millis: k.ms('millis').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.day, t.provider, t.outcome] })],
  ),
})
