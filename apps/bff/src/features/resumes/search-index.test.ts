import { eq } from 'drizzle-orm'
import { comparableText, wordsOf } from '@qingpin/contract/core/text'
import { describe, expect, it } from 'vitest'
import { ENGINES, type TestApp, useApp } from '@qingpin/testing/harness'
import { rowsOf } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'
import { ask } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { repairSearchIndex } from './search-index.job.ts'
import type { ResumeRow } from './resumes.table.ts'
import { searchTermsOf } from './search-terms.rules.ts'
import { indexResume } from './search-index.repo.ts'
import { MANY } from './count-cache.rules.ts'

/** The same texts each run, of few characters, so that many hold each other: cases, wide forms, signs and emoji. */
const ALPHABET = [
  '月',
  '子',
  '餐',
  'a',
  'A',
  'É',
  'é',
  'Ａ',
  '1',
  '１',
  ' ',
  '%',
  '"',
  "'",
  '🌸',
  '𠮷',
  '，',
  '_',
  'ß',
  'ẞ',
  'İ',
  'x',
]
function texts(count: number, length: number): string[] {
  let state = 11
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const one = () => Array.from({ length }, () => ALPHABET[Math.floor(next() * ALPHABET.length)]).join('')
  return Array.from({ length: count }, () => `字${one()}字`)
}

const part = (text: string, from: number, to: number) => [...text].slice(from, to).join('')

async function enter(app: TestApp, ...workers: Record<string, unknown>[]) {
  const { token } = await app.aStaff('manager')
  const ids: string[] = []
  for (const over of workers) {
    ids.push((await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker(over) as never })).id)
  }
  const search = async (query: object) => {
    const { items, total } = await app.as(token)('GET /api/resumes', { query: { pageSize: 100, ...query } as never })
    return { ids: items.map((item) => item.id).toSorted(), total }
  }
  return { token, ids, search }
}

async function rowOf({ db }: TestApp, id = ''): Promise<ResumeRow> {
  const [row] = await db.q.select().from(db.s.resumes).where(eq(db.s.resumes.id, id))
  if (!row) throw new Error('there is no such resume')
  return row
}

const docs = async ({ db }: TestApp) => (await db.q.select().from(db.s.searchDocs)).length

describe.each(ENGINES)('the index of resumes on %s', (engine) => {
  const app = useApp(engine)

  it('finds exactly what the rows hold, for every text and order', async () => {
    const said = texts(60, 12)
    const { search } = await enter(
      app,
      ...said.map((text) => ({ selfIntroduction: text, nativePlace: part(text, 0, 6) })),
    )
    const rows = (await app.db.q.select().from(app.db.s.resumes)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const text of said.flatMap((one) => [part(one, 2, 4), part(one, 3, 6), part(one, 5, 9)])) {
      const wanted = text.trim()
      if ([...wanted].length < 2) continue
      const holds = (row: ResumeRow, word: string) =>
        [row.name, row.nativePlace, [...word].length > 1 ? row.selfIntroduction : null].some((text) =>
          comparableText(text ?? '').includes(word),
        )
      const expected = rows
        .filter((row) => wordsOf(wanted).every((word) => holds(row, comparableText(word))))
        .map((row) => row.id)
      for (const sortBy of ['createdAt', 'age']) {
        expect([wanted, await search({ search: wanted, sortBy })]).toEqual([
          wanted,
          { ids: expected, total: expected.length },
        ])
      }
    }
  })

  it('follows each change of a text or of a filter field', async () => {
    const { token, ids, search } = await enter(app, { name: '欧阳海棠', jobType: 'yuesao' })
    const [id = ''] = ids
    const change = async (body: object) => {
      const { version } = await app.as(token)('GET /api/resumes/miniprogram/{id}', { params: { id } })
      await app.as(token)('PATCH /api/resumes/miniprogram/{id}', {
        params: { id },
        body: { version, ...body } as never,
      })
    }
    await change({ name: '司马牡丹' })
    expect(await search({ search: '海棠' })).toEqual({ ids: [], total: 0 })
    expect(await search({ search: '牡丹', jobType: 'yuesao' })).toEqual({ ids: [id], total: 1 })
    await change({ jobType: 'baojie' })
    expect(await search({ search: '牡丹', jobType: 'yuesao' })).toEqual({ ids: [], total: 0 })
    expect(await search({ search: '牡丹', jobType: 'baojie' })).toEqual({ ids: [id], total: 1 })
  })

  it('loses a resume together with its row', async () => {
    const { ids, search } = await enter(app, { name: '诸葛芙蓉' }, { name: '诸葛芙蓉' })
    const [gone = '', stays = ''] = ids
    const before = await docs(app)
    const { resumes } = app.db.s
    await app.db.tx(function* (t) {
      yield* ask(t.delete(resumes).where(eq(resumes.id, gone)))
    })
    expect([await docs(app), await search({ search: '芙蓉' })]).toEqual([before - 1, { ids: [stays], total: 1 }])
  })

  it('holds nothing of a resume whose transaction failed', async () => {
    const { ids, search } = await enter(app, { name: '慕容丁香' })
    const before = await docs(app)
    const { resumes } = app.db.s
    const row = await rowOf(app, ids[0])
    const failing = app.db.tx(function* (t) {
      const copy = { ...row, id: newId(1), phoneHash: null, idNumberHash: null }
      yield* ask(t.insert(resumes).values(copy))
      yield* indexResume(t, app.db, copy, searchTermsOf(copy))
      throw new Error('the power fails')
    })
    await expect(failing).rejects.toThrow('the power fails')
    expect([await docs(app), await search({ search: '丁香' })]).toEqual([before, { ids, total: 1 }])
  })

  it('finds the same whether few rows hold a text or many, sorted and filtered in any way', async () => {
    const { ids, search } = await enter(app, { name: '上官木兰', age: 33, gender: 'female' })
    const many = MANY[engine === 'sqlite' ? 'sqlite' : 'pg']
    const men = 10
    const { resumes } = app.db.s
    const row = await rowOf(app, ids[0])
    await app.db.tx(function* (t) {
      for (let i = 0; i < many + men; i++) {
        // A millisecond each, or the search for a free number would be longer than the test.
        const made = { id: newId(1), createdAt: row.createdAt - i }
        const age = i < men ? 19 : 20 + (i % 40)
        const who = { age, bornOn: `${2026 - age}-01-01`, ...(i < men ? { gender: 'male' } : {}) }
        const copy = { ...row, ...made, ...who, phoneHash: null, idNumberHash: null }
        yield* ask(t.insert(resumes).values(copy))
        yield* indexResume(t, app.db, copy, searchTermsOf(copy))
      }
    })
    expect((await search({ search: '木兰' })).total).toBe(many + men + 1)
    // The men are the newest and the youngest: unless they are filtered out they come first.
    for (const sort of [{ sortBy: 'createdAt' }, { sortBy: 'age', sortOrder: 'asc' }]) {
      const found = await search({ search: '木兰', gender: 'male', status: 'pending', ...sort })
      expect([found.total, found.ids.length]).toEqual([men, men])
      const women = await search({ search: '木兰', gender: 'female', status: 'pending', ...sort })
      expect([women.total, women.ids.length]).toEqual([many + 1, 100])
      expect(women.ids.filter((id) => found.ids.includes(id))).toEqual([])
    }
    const old = await search({ search: '木兰', minAge: 59, sortBy: 'age', sortOrder: 'asc' })
    expect([old.total, old.ids.length]).toEqual([many / 40, Math.min(100, many / 40)])
    expect(await search({ search: '木兰', minAge: 60 })).toEqual({ ids: [], total: 0 })
    await app.db.tx(function* (t) {
      yield* ask(t.delete(resumes).where(eq(resumes.id, row.id)))
    })
    expect((await search({ search: '木兰' })).total).toBe(many + men + 1)
    app.advance(61_000)
    expect((await search({ search: '木兰' })).total).toBe(many + men)
    expect((await search({ search: '上官木', minAge: 20, maxAge: 20, sortBy: 'age' })).total).toBe(many / 40)
  })

  it('pages on behind a row that was deleted meanwhile', async () => {
    // The many rows of this moment were numbered on into the next ones.
    app.advance(1000)
    const { token, ids } = await enter(app, ...Array.from({ length: 5 }, () => ({ name: '长孙海棠' })))
    const page = (query: object) =>
      app.as(token)('GET /api/resumes', { query: { search: '长孙', pageSize: 2, ...query } as never })
    for (const sortOrder of ['desc', 'asc'] as const) {
      const first = await page({ sortOrder })
      const last = first.items.at(-1)?.id ?? ''
      const { resumes } = app.db.s
      const row = await rowOf(app, last)
      await app.db.tx(function* (t) {
        yield* ask(t.delete(resumes).where(eq(resumes.id, last)))
      })
      const rest = await page({ sortOrder, pageSize: 10, cursor: first.nextCursor })
      const seen = [...first.items, ...rest.items].map((item) => item.id)
      expect([sortOrder, new Set(seen)]).toEqual([sortOrder, new Set(ids)])
      await app.db.tx(function* (t) {
        yield* ask(t.insert(resumes).values(row))
        yield* indexResume(t, app.db, row, searchTermsOf(row))
      })
    }
  })

  it('numbers many resumes of one moment and pages through them without a gap', async () => {
    const { token, ids } = await enter(app, ...Array.from({ length: 70 }, () => ({ name: '同时来的' })))
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const query = { search: '同时来的', pageSize: 9, ...(cursor ? { cursor } : {}) }
      const reply = await app.as(token)('GET /api/resumes', { query })
      seen.push(...reply.items.map((item) => item.id))
      cursor = reply.nextCursor
    } while (cursor)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  it('is rebuilt after an older release, and continues where it was interrupted', async () => {
    const { ids, search } = await enter(app, ...Array.from({ length: 5 }, () => ({ name: '赫连玉兰' })))
    const { resumes } = app.db.s
    const row = await rowOf(app, ids[0])
    await app.db.tx(function* (t) {
      yield* ask(t.delete(resumes).where(eq(resumes.id, ids[0] ?? '')))
      yield* ask(t.insert(resumes).values(row))
    })
    expect((await search({ search: '玉兰' })).total).toBe(4)
    await repairSearchIndex(app.deps)
    expect(await search({ search: '玉兰' })).toEqual({ ids: ids.toSorted(), total: 5 })
  })

  it('catches up with rows that an older release wrote beside this one', async () => {
    const { ids, search } = await enter(app, { name: '宇文石榴' })
    const [id = ''] = ids
    const { resumes } = app.db.s
    await app.db.tx(function* (t) {
      yield* ask(t.update(resumes).set({ name: '宇文芍药', version: 2 }).where(eq(resumes.id, id)))
    })
    await repairSearchIndex(app.deps)
    expect([await search({ search: '石榴' }), await search({ search: '芍药' })]).toEqual([
      { ids: [], total: 0 },
      { ids, total: 1 },
    ])
    const stamps = await app.db.q.select().from(app.db.s.searchDocs).where(eq(app.db.s.searchDocs.resumeId, id))
    expect(stamps[0]?.version).toBe(2)
  })

  it('is the one of the hand-written migrations', async () => {
    const names =
      engine === 'sqlite'
        ? `select name from sqlite_master where name in ('search_terms', 'resumes_leave_index') order by name`
        : `select name from (select conname as name from pg_constraint union select indexname from pg_indexes) made
          where name in ('search_docs_grams', 'search_docs_resume') order by name`
    const rows = await rowsOf<{ name: string }>(app.db, names)
    expect(rows.map(({ name }) => name)).toEqual(
      engine === 'sqlite' ? ['resumes_leave_index', 'search_terms'] : ['search_docs_grams', 'search_docs_resume'],
    )
  })
})
