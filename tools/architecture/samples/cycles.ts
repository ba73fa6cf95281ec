import type { Samples } from '../sample.ts'

export const cycleSamples: Samples = {
  'imports form no cycle, types included': {
    bad: [
      {
        'apps/bff/src/a.ts': "import { b } from './b.ts'",
        'apps/bff/src/b.ts': "import type { A } from './a.ts'",
      },
      {
        'apps/miniprogram/src/app/a.ts': "import { b } from '@/platform/b'",
        'apps/miniprogram/src/platform/b.h5.ts': "export type A = import('../app/a').A",
      },
    ],
    good: {
      'apps/bff/src/a.ts': "import { b } from './b.ts'\n// import type { A } from './b.ts'",
      'apps/bff/src/b.ts': "import { c } from './c.ts'",
    },
  },
  'contract folders form no cycle': {
    bad: [
      {
        'packages/contract/src/auth/auth.rules.ts': "import type { A } from '../staff/staff.enums.ts'",
        'packages/contract/src/auth/auth.enums.ts': '',
        'packages/contract/src/staff/staff.enums.ts': '',
        'packages/contract/src/staff/staff.rules.ts': "import { B } from '../auth/auth.enums.ts'",
      },
    ],
    good: {
      'packages/contract/src/auth/auth.rules.ts': "import type { A } from '../staff/staff.enums.ts'",
      'packages/contract/src/staff/staff.enums.ts': '',
    },
  },
}
