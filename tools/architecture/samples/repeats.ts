import type { Samples } from '../sample.ts'

export const repeatSamples: Samples = {
  'a list cursor is read and written by db/cursor.ts': {
    bad: [
      { 'apps/bff/src/features/orders/orders.view.ts': 'export const writeCursor = (id) => id' },
      { 'apps/bff/src/features/orders/orders.service.ts': 'function readCursor(text) {}' },
      { 'apps/bff/src/audit/audit.repo.ts': 'const parseAuditCursor = (text) => text' },
    ],
    good: {
      'apps/bff/src/db/cursor.ts': 'export const readCursor = (text) => text',
      'apps/bff/src/features/orders/orders.service.ts':
        "import { timeIdCursor } from '../../db/cursor.ts'\nconst cursor = timeIdCursor.read(query.cursor)",
    },
  },
  'the app has one function of each format name': {
    bad: [
      {
        'apps/miniprogram/src/ui/format-time.ts': 'export const formatDay = (at) => at',
        'apps/miniprogram/src/features/workers/format.ts': 'export function formatDay(iso) {}',
      },
    ],
    good: {
      'apps/miniprogram/src/ui/format-time.ts': 'export const formatDay = (at) => at',
      'apps/miniprogram/src/features/workers/format.ts': "export { formatDay } from '@/ui/format-time'",
      'apps/miniprogram/src/platform/clock.h5.ts': 'export const formatClock = (at) => at',
      'apps/miniprogram/src/platform/clock.weapp.ts': 'export const formatClock = (at) => at',
      'apps/miniprogram/src/features/workers/list/row.tsx': 'const formatDay = (at) => at',
    },
  },
}
