import { describe, expect, it } from 'vitest'
import { contract } from '../packages/contract/src/contract.ts'
import type { Route } from '../packages/contract/src/core/define.ts'
import { classesDefinedTwice, cycles, RULES } from './architecture/rules.ts'
import { projectSources, projectStyles } from './architecture/source.ts'

const sources = projectSources()

/** For each rule, a file that breaks it and one that comes close and does not. */
const SAMPLES: Record<string, { bad: [path: string, text: string]; good: [path: string, text: string] }> = {
  'a feature uses another one only through its door': {
    bad: ['apps/bff/src/features/staff/staff.service.ts', "import { findAccount } from '../auth/accounts.repo.ts'"],
    good: ['apps/bff/src/features/staff/staff.service.ts', "import { insertAccount } from '../auth/index.ts'"],
  },
  'a repo never imports a repo': {
    bad: ['apps/bff/src/features/resumes/record.repo.ts', "import { listFiles } from './files.repo.ts'"],
    good: ['apps/bff/src/features/resumes/record.service.ts', "import { listFiles } from './files.repo.ts'"],
  },
  'only config.ts reads the environment': {
    bad: ['apps/bff/src/app.ts', 'const port = process.env.PORT'],
    good: ['apps/bff/src/config/config.ts', 'const port = process.env.PORT'],
  },
  'only platform/ names what a phone or a browser can do': {
    bad: ['apps/miniprogram/src/features/auth/login/index.tsx', "Taro.request({ url: '/' })"],
    good: ['apps/miniprogram/src/features/auth/login/index.tsx', 'Taro.useDidShow(() => load())'],
  },
  'vendor words stop at the adapter': {
    bad: ['apps/bff/src/features/auth/accounts.repo.ts', 'const openid = row.id'],
    good: ['apps/bff/src/adapters/wechat/wechat.adapter.ts', 'const openid = answer.openid'],
  },
  'a vendor is called by its rules': {
    bad: ['apps/bff/src/adapters/deepseek/deepseek.adapter.ts', "const load = () => import('openai')"],
    good: [
      'apps/bff/src/adapters/deepseek/deepseek.adapter.ts',
      "import { type VendorCalls } from '../vendor-calls.ts'\nconst load = () => import('openai')",
    ],
  },
  'product and sandbox share no code': {
    bad: ['packages/sandbox/src/wechat/wechat.ts', "import { maskPhone } from '@qingpin/contract/auth/auth.rules'"],
    good: ['apps/bff/test/harness.ts', "import { startSandbox } from '@qingpin/sandbox/server'"],
  },
  'the app imports routes and zod as types only': {
    bad: ['apps/miniprogram/src/app/api.ts', "import { contract } from '@qingpin/contract/contract'"],
    good: ['apps/miniprogram/src/app/api.ts', "import type { ContractMap } from '@qingpin/contract/contract'"],
  },
  'the contract keeps zod out of what the phone loads': {
    bad: ['packages/contract/src/auth/auth.rules.ts', "import { z } from 'zod'"],
    good: ['packages/contract/src/auth/auth.routes.ts', "import { z } from 'zod'"],
  },
  'a route is one line': {
    bad: ['apps/bff/src/features/auth/auth.routes.ts', 'login: (ctx, { body }) => { if (body.x) return 1 }'],
    good: ['apps/bff/src/features/auth/auth.routes.ts', 'login: (ctx, { body }) => login(ctx, body),'],
  },
  'a file is named after what is in it': {
    bad: ['apps/bff/src/utils.ts', ''],
    good: ['apps/bff/src/db/ids.ts', ''],
  },
  'a file has at most 400 lines': {
    bad: ['apps/bff/src/long.ts', 'x\n'.repeat(401)],
    good: ['apps/bff/src/long.ts', 'x\n'.repeat(400)],
  },
}

describe.each(RULES)('$name', ({ name, check }) => {
  it('holds in the whole project', () => {
    const violations = sources.flatMap((file) => check(file).map((problem) => `${file.path} ${problem}`))
    expect(violations).toEqual([])
  })

  it('bites, and only where it should', () => {
    const sample = SAMPLES[name]
    expect(sample, 'every rule needs a sample').toBeDefined()
    if (!sample) return
    expect(check({ path: sample.bad[0], text: sample.bad[1] })).not.toEqual([])
    expect(check({ path: sample.good[0], text: sample.good[1] })).toEqual([])
  })
})

describe('imports', () => {
  it('go in no circle', () => {
    expect(cycles(sources)).toEqual([])
  })

  it('a circle of two is found', () => {
    const circle = cycles([
      { path: 'apps/bff/src/a.ts', text: "import { b } from './b.ts'" },
      { path: 'apps/bff/src/b.ts', text: "import { a } from './a.ts'" },
    ])
    expect(circle).toEqual([['apps/bff/src/a.ts', 'apps/bff/src/b.ts']])
  })
})

describe('styles', () => {
  it('of one class are in one sheet', () => {
    expect(classesDefinedTwice(projectStyles())).toEqual([])
  })

  it('of a class in two sheets are found, and what only reacts to a state is not', () => {
    const sheets = [
      { path: 'a.scss', text: '.q-count.q-count {\n  color: red;\n}\n.care .q-a {\n}\n.x, .q-tag:active { top: 0; }' },
      { path: 'b.scss', text: '.q-a .q-count,\n.q-count {\n  color: blue;\n}\n.care .q-a {\n}\n.q-tag { top: 1px; }' },
    ]
    expect(classesDefinedTwice(sheets)).toEqual(['.q-count: a.scss, b.scss', '.q-tag: a.scss, b.scss'])
  })
})

describe('the contract', () => {
  const routes: Route[] = Object.values(contract).flatMap((feature) => Object.values(feature))

  it('says of every write how a repeat stays harmless', () => {
    const silent = routes.filter((route) => route.method !== 'get' && !('idempotent' in route && route.idempotent))
    expect(silent).toEqual([])
  })
})
