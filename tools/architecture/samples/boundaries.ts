import type { Samples } from '../sample.ts'

export const boundarySamples: Samples = {
  'only config/ reads the environment': {
    bad: [
      { 'apps/bff/src/app.ts': 'const port = process.env.PORT' },
      { 'apps/bff/src/config.ts': 'const port = process.env.PORT' },
    ],
    good: { 'apps/bff/src/config/config.ts': 'const port = process.env.PORT', 'apps/bff/src/app.ts': '// process.env' },
  },
  'only platform/ names what a phone or a browser can do': {
    bad: [
      { 'apps/miniprogram/src/features/auth/login/index.tsx': "Taro.request({ url: '/' })" },
      { 'apps/miniprogram/src/app/api.ts': 'wx.login()' },
      { 'apps/miniprogram/src/app/api.ts': "const weapp = process.env.TARO_ENV === 'weapp'" },
      { 'apps/miniprogram/src/ui/sheet.tsx': 'const width = window.innerWidth' },
    ],
    good: { 'apps/miniprogram/src/features/auth/login/index.tsx': 'Taro.useDidShow(() => load())' },
  },
  'vendor words stop at the adapter': {
    bad: [{ 'apps/bff/src/features/auth/accounts.repo.ts': 'const openid = row.id' }],
    good: { 'apps/bff/src/adapters/wechat/wechat.adapter.ts': 'const openid = answer.openid' },
  },
  'a vendor is called through vendor-calls.ts': {
    bad: [
      { 'apps/bff/src/adapters/deepseek/deepseek.adapter.ts': "const load = () => import('openai')" },
      { 'apps/bff/src/features/ocr/read.service.ts': "const answer = fetch('https://example.com')" },
    ],
    good: {
      'apps/bff/src/adapters/deepseek/deepseek.adapter.ts':
        "import { type VendorCalls } from '../vendor-calls.ts'\nconst load = () => import('openai')",
    },
  },
  'product and sandbox share no code': {
    bad: [
      { 'packages/sandbox/src/wechat/wechat.ts': "import { maskPhone } from '@qingpin/contract/core/masking'" },
      { 'apps/bff/src/deps.ts': "import { startSandbox } from '@qingpin/sandbox/server'" },
    ],
    good: { 'packages/testing/src/harness.ts': "import { startSandbox } from '@qingpin/sandbox/server'" },
  },
  'the app imports routes and zod as types only': {
    bad: [
      { 'apps/miniprogram/src/app/api.ts': "import { contract } from '@qingpin/contract/contract'" },
      { 'apps/miniprogram/src/app/api.ts': "import { Account } from '@qingpin/contract/auth/auth.fields'" },
    ],
    good: { 'apps/miniprogram/src/app/api.ts': "import type { ContractMap } from '@qingpin/contract/contract'" },
  },
  'the contract keeps zod out of what the phone loads': {
    bad: [{ 'packages/contract/src/auth/auth.rules.ts': "import { z } from 'zod'" }],
    good: { 'packages/contract/src/auth/auth.routes.ts': "import { z } from 'zod'" },
  },
  'the app loads nothing that loads zod': {
    bad: [
      {
        'apps/miniprogram/src/app/api.ts': "import { days } from '@qingpin/contract/core/days'",
        'packages/contract/src/core/days.ts': "import { Day } from './fields.ts'",
        'packages/contract/src/core/fields.ts': "import { z } from 'zod'",
      },
    ],
    good: {
      'apps/miniprogram/src/app/api.ts': "import { days } from '@qingpin/contract/core/days'",
      'packages/contract/src/core/days.ts': "import type { Day } from './fields.ts'",
      'packages/contract/src/core/fields.ts': "import { z } from 'zod'",
    },
  },
  'a contract file is called <topic>.<kind>': {
    bad: [{ 'packages/contract/src/resumes/card.ts': '' }, { 'packages/contract/src/resumes/resumes.card.ts': '' }],
    good: { 'packages/contract/src/resumes/card.rules.ts': '', 'packages/contract/src/core/days.ts': '' },
  },
  'the CV domain is pure': {
    bad: [{ 'packages/cv/src/document.ts': "import { readFileSync } from 'node:fs'" }],
    good: { 'packages/cv/src/document.ts': "import { merge } from './merge.ts'" },
  },
}
