import { describe, expect, it } from 'vitest'
import { cyclesIn, shortestCycle } from './architecture/cycles.ts'
import { makeProject } from './architecture/project.ts'
import { moduleOf } from './architecture/module.ts'
import { sqlIn, tableOwners, tablesIn } from './architecture/tables.ts'

const at = (path: string, text: string) => ({ path, text })
const importsOf = (text: string, path = 'apps/bff/src/features/a/a.service.ts') =>
  moduleOf(at(path, text)).imports.map(({ target, typeOnly, names }) => [
    target,
    typeOnly ? 'types' : 'values',
    ...names,
  ])

describe('imports', () => {
  it.each([
    ["import { a, type B, c as d } from './x.ts'", ['apps/bff/src/features/a/x.ts', 'values', 'a', 'c']],
    ["import { type A, type B } from './x.ts'", ['apps/bff/src/features/a/x.ts', 'types', 'A', 'B']],
    ["import type { A } from './x.ts'", ['apps/bff/src/features/a/x.ts', 'types', 'A']],
    ["import x from './x.ts'", ['apps/bff/src/features/a/x.ts', 'values', 'default']],
    ["import * as x from './x.ts'", ['apps/bff/src/features/a/x.ts', 'values', '*']],
    ["import './x.ts'", ['apps/bff/src/features/a/x.ts', 'values']],
    ["export { a as b, type C } from './x.ts'", ['apps/bff/src/features/a/x.ts', 'values', 'a']],
    ["export type { A } from './x.ts'", ['apps/bff/src/features/a/x.ts', 'types', 'A']],
    ["export * from './x.ts'", ['apps/bff/src/features/a/x.ts', 'values', '*']],
    ["const x = await import('./x.ts')", ['apps/bff/src/features/a/x.ts', 'values', '*']],
    ["let x: import('./x.ts').X", ['apps/bff/src/features/a/x.ts', 'types', '*']],
    ["let x: typeof import('./x.ts')", ['apps/bff/src/features/a/x.ts', 'types', '*']],
    ["fork(new URL('./child.ts', import.meta.url))", ['apps/bff/src/features/a/child.ts', 'values', '*']],
    ["import { can } from '@qingpin/contract/core/policy'", ['packages/contract/src/core/policy.ts', 'values', 'can']],
    ["import { Button } from '@/ui/button'", ['apps/miniprogram/src/ui/button', 'values', 'Button']],
    ["import { z } from 'zod'", ['zod', 'values', 'z']],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual([expected])
  })

  it('in comments, in strings and of a file that is read are none', () => {
    const text = "// import { a } from './a.ts'\nconst b = `import './b.ts'`\nnew URL('./notes.txt', import.meta.url)"
    expect(importsOf(text)).toEqual([])
  })

  it('tell the line on which they stand', () => {
    const text = "import { a } from './a.ts'\n\nimport {\n  b,\n} from './b.ts'\n"
    expect(moduleOf(at('apps/bff/src/a.ts', text)).imports.map(({ line }) => line)).toEqual([1, 3])
  })
})

describe('a project', () => {
  const project = makeProject([
    at('apps/miniprogram/src/platform/pay.h5.ts', ''),
    at('apps/miniprogram/src/platform/pay.weapp.ts', ''),
    at('apps/miniprogram/src/features/auth/index.ts', ''),
    at('apps/bff/src/errors.ts', ''),
  ])
  const filesOf = (target: string) => project.filesOf({ target, typeOnly: false, names: [], line: 1 })

  it.each([
    [
      'apps/miniprogram/src/platform/pay',
      ['apps/miniprogram/src/platform/pay.h5.ts', 'apps/miniprogram/src/platform/pay.weapp.ts'],
    ],
    ['apps/miniprogram/src/features/auth', ['apps/miniprogram/src/features/auth/index.ts']],
    ['apps/bff/src/errors.ts', ['apps/bff/src/errors.ts']],
    ['zod', []],
  ])('finds what %s loads', (target, expected) => {
    expect(filesOf(target)).toEqual(expected)
  })
})

describe('exports', () => {
  it('are found in every form of declaration', () => {
    const text = [
      'export const a = 1, { b, c: d } = x',
      'export function* e() {}',
      'export class F {}',
      'export interface G {}',
      'export type H = 1',
      "export { i as j, type K } from './k.ts'",
      "export * from './l.ts'",
      'export default function m() {}',
    ].join('\n')
    const { exports } = moduleOf(at('apps/bff/src/a.ts', text))
    const names = exports.map(({ name, typeOnly }) => (typeOnly ? `type ${name}` : name))
    expect(names.join(', ')).toBe('a, b, d, e, F, type G, type H, j, type K, *, default')
  })
})

describe('SQL', () => {
  const kinds = (text: string) => sqlIn(at('apps/bff/src/a.ts', text)).map(({ kind }) => kind)

  it.each([
    ['db.q.select({ id: a.id }).from(a)', ['select']],
    ['db.lock(t.selectDistinct().from(a).where(b))', ['selectDistinct']],
    ['t.insert(a).values(b).returning()', ['insert']],
    ['handle.update(a).set(b)', ['update']],
    ['t.delete(a).where(b)', ['delete']],
    ['sql`now()`', ['sql']],
    ['function* f(t) { yield* ask(g(t)) }', ['ask']],
    ['const { customers } = ctx.db.s', ['db.s']],
    ['const { s } = ctx.db', ['db.s']],
    ['const f = (t, { db: { s } }) => s.customers', ['db.s']],
  ])('is seen in %s', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  it.each([
    ["createHash('sha256').update(text).digest('hex')"],
    ['seen.delete(id)'],
    ['picker.select(row)'],
    ['const answer = ask(question)'],
    ['const { s } = sizes'],
    ['// t.delete(a).where(b)'],
    ["const text = 'sql`x`'"],
  ])('is not seen in %s', (text) => {
    expect(kinds(text)).toEqual([])
  })
})

describe('tables', () => {
  const owners = tableOwners(
    makeProject([
      at('apps/bff/src/jobs/jobs.table.ts', "export const jobTables = (k) => ({ jobs: k.table('jobs', {}) })"),
      at(
        'apps/bff/src/features/auth/auth.table.ts',
        "export const authTables = (k) => { const accounts = k.table('accounts', {}); return { accounts } }",
      ),
    ]),
  )
  const used = (text: string) =>
    tablesIn(at('apps/bff/src/features/auth/auth.repo.ts', text), owners).map(
      ({ table, writes }) => `${writes ? 'writes' : 'reads'} ${table}`,
    )

  it('belong to the folder that declares them', () => {
    expect([...owners]).toEqual([
      ['jobs', 'apps/bff/src/jobs'],
      ['accounts', 'apps/bff/src/features/auth'],
    ])
  })

  it.each([
    ['db.q.select().from(db.s.jobs)', ['reads jobs']],
    ['t.insert(ctx.db.s.jobs).values(x)', ['writes jobs']],
    ['const { jobs: rows } = ctx.db.s; t.delete(rows).where(x)', ['reads jobs', 'writes jobs']],
    ['const rows = db.s.jobs; t.update(rows).set(x)', ['writes jobs', 'reads jobs']],
    [
      'const f = (t, { db: { s } }) => t.insert(s.accounts).select(t.select().from(s.jobs))',
      ['writes accounts', 'reads jobs'],
    ],
    ["prepared('x', ({ q, s: { jobs: rows } }, at) => q.insert(rows).values(at))", ['reads jobs', 'writes jobs']],
    ['const own = ({ accounts }: Schema) => eq(accounts.id, x)', ['reads accounts']],
    ['expiredRows(({ jobs }, now) => ({ table: jobs }))', ['writes jobs']],
    ['const { jobs } = rows; seen.delete(jobs)', []],
  ])('are read and written: %s', (text, expected) => {
    expect(used(text).sort()).toEqual([...expected].sort())
  })
})

describe('cycles', () => {
  const graph = new Map(
    Object.entries({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['d', 'f'], f: [] }).map(
      ([from, to]) => [from, new Set(to)] as const,
    ),
  )

  it('are separated, the largest first', () => {
    expect(cyclesIn(graph)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
  })

  it('are shown by their shortest way round', () => {
    expect(shortestCycle(['a', 'b', 'c'], new Map([...graph, ['a', new Set(['b', 'c'])]]))).toEqual(['a', 'c', 'a'])
  })
})
