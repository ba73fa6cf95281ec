import type { Samples } from '../sample.ts'

export const floorSamples: Samples = {
  'imports of the BFF go down only': {
    bad: [
      { 'apps/bff/src/http/mount.ts': "import type { Deps } from '../deps.ts'" },
      { 'apps/bff/src/db/db.ts': "import type { Ctx } from '../context.ts'" },
      { 'apps/bff/src/audit/audit.service.ts': "import { enqueue } from '../jobs/index.ts'" },
      { 'apps/bff/src/crypto/links.ts': "import type { Clock } from '../ports/clock.port.ts'" },
      { 'apps/bff/src/elsewhere/links.ts': "import { sign } from '../crypto/sign.ts'" },
    ],
    good: {
      'apps/bff/src/jobs/jobs.service.ts': "import { record } from '../audit/index.ts'",
      'apps/bff/src/schema/schema.ts': "import { authTables } from '../features/auth/auth.table.ts'",
      'apps/bff/src/features/auth/auth.table.ts': "import type { Kit } from '../../db/kit.ts'",
      'apps/bff/src/crypto/random.test.ts': "import { testApp } from '../app.ts'",
    },
  },
  'imports of the app go down only': {
    bad: [
      { 'apps/miniprogram/src/ui/screen.tsx': "import { useOnline } from '@/app/online'" },
      { 'apps/miniprogram/src/app/session.ts': "import type { Me } from '@/features/auth'" },
      { 'apps/miniprogram/src/features/auth/api.ts': "import { Home } from '../../pages/home/greeting'" },
    ],
    good: {
      'apps/miniprogram/src/app/shell/screen.tsx': "import { Button } from '@/ui/button'",
      'apps/miniprogram/src/app.tsx': "import { Shell } from './app/shell/shell'",
    },
  },
  'imports of the contract go down only': {
    bad: [
      { 'packages/contract/src/auth/auth.errors.ts': "import type { ErrorCode } from '../errors.ts'" },
      { 'packages/contract/src/core/define.ts': "import type { Account } from '../auth/auth.fields.ts'" },
    ],
    good: { 'packages/contract/src/errors.ts': "import { authErrors } from './auth/auth.errors.ts'" },
  },
  'no file imports a page': {
    bad: [
      { 'apps/miniprogram/src/pages/home/mine.tsx': "import type { Props } from './index.tsx'" },
      {
        'apps/miniprogram/src/features/auth/login/form.tsx': "import { title } from '.'",
        'apps/miniprogram/src/features/auth/login/index.tsx': '',
      },
    ],
    good: {
      'apps/miniprogram/src/pages/home/index.tsx': "import { useMe } from '@/features/auth'",
      'apps/miniprogram/src/features/auth/index.ts': '',
    },
  },
  'db/ knows tables through schema/ only': {
    bad: [{ 'apps/bff/src/db/db.ts': "import { authTables } from '../features/auth/auth.table.ts'" }],
    good: { 'apps/bff/src/db/db.ts': "import type { Schema } from '../schema/schema.ts'" },
  },
  'a feature has one name in BFF and contract': {
    bad: [
      {
        'apps/bff/src/features/files/files.routes.ts': '',
        'packages/contract/src/attachments/attachments.routes.ts': '',
      },
      { 'packages/contract/src/attachments/attachments.routes.ts': '' },
    ],
    good: {
      'apps/bff/src/features/resumes/resumes.routes.ts': '',
      'packages/contract/src/resumes/resumes.routes.ts': '',
      'packages/contract/src/resumes/public.routes.ts': '',
    },
  },
  'product code imports no test code': {
    bad: [
      { 'apps/bff/src/demo/seed.ts': "import { aCustomer } from '@qingpin/testing/people'" },
      { 'apps/bff/src/demo/seed.ts': "import { start } from '../../test/harness.ts'" },
    ],
    good: { 'apps/bff/src/demo/seed.test.ts': "import { aCustomer } from '@qingpin/testing/people'" },
  },
  'the BFF and the app meet in the contract only': {
    bad: [{ 'apps/miniprogram/src/app/api.ts': "import type { Ctx } from '@qingpin/bff/context'" }],
    good: { 'apps/miniprogram/src/app/api.ts': "import type { ContractMap } from '@qingpin/contract/contract'" },
  },
}
