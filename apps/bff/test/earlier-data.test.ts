import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import Database from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzlePg, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { QUEUES } from '../src/background/start.ts'
import { readSettings } from '../src/config/config.ts'
import { makeFieldCipher } from '../src/crypto/field-cipher.ts'
import type { Db } from '../src/db/db.ts'
import { openPg, PG_MIGRATIONS, pgDb } from '../src/db/pg.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import { Worker } from '../src/jobs/index.ts'
import { type Engine, ENGINES } from '@qingpin/testing/engines'
import { START, startApp, type TestApp } from '@qingpin/testing/harness'
import { actionsOf, countRows, rowsOf } from '@qingpin/testing/rows'
import { someVendors } from '@qingpin/testing/vendors'

/** The newest migration of the release whose data is opened here. */
const LAST = '0010_answers-kept'
const id = (n: number) => n.toString(16).padStart(24, '0')
const [ACCOUNT, RESUME, FILE, ORDER, RUN, CHAT, TEXT, ROOM] = [1, 2, 3, 4, 5, 6, 7, 10].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

/** The migrations of that release, in a folder of their own. */
function earlierMigrations(engine: Engine): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-migrations-'))
  cpSync(join(PG_MIGRATIONS, '..', engine), folder, { recursive: true })
  const journal = join(folder, 'meta/_journal.json')
  const all = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] }
  const end = all.entries.findIndex(({ tag }) => tag === LAST) + 1
  writeFileSync(journal, JSON.stringify({ ...all, entries: all.entries.slice(0, end) }))
  return folder
}

/** Rows as that release wrote them, and a job of each of its queues. */
function earlierRows(sealedName: string): string[] {
  const hour = Math.floor(START / HOUR_MS)
  const job = (n: number, queue: string, data: object, key: string, runAt = START) =>
    `insert into jobs (id, queue, data, key, state, attempt, run_at, created_at)
     values ('${id(100 + n)}', '${queue}', '${JSON.stringify(data)}', '${key}', 'ready', 0, ${runAt}, ${START})`
  const audit = (n: number, action: string, subject: string) =>
    `insert into audit_log (id, at, actor_role, action, subject_type, subject_id, request_id)
     values ('${id(200 + n)}', ${START}, 'guest', '${action}', '${action.split('.')[0]}', '${subject}', 'r')`
  const resume = (n: number, columns: Record<string, string | number | null>) => {
    const all = {
      id: id(300 + n),
      version: 1,
      status: 'pending',
      name: '王·芳',
      gender: 'female',
      age: 40,
      job_type: 'yuesao',
      experience_years: 0,
      expected_salary: 0,
      order_status: 'accepting',
      availability: 'unset',
      lead_source: 'sales',
      skills: '[]',
      service_area: '[]',
      work_experiences: '[]',
      avatar_url: '',
      created_at: START,
      updated_at: START,
      ...columns,
    }
    const values = Object.values(all).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
    return `insert into resumes (${Object.keys(all).join()}) values (${values.join()})`
  }
  const consent = (n: number, field: string, agreed: boolean, at: number) =>
    `insert into resume_consents (resume_id, field, agreed, by, created_by, note, at)
     values ('${id(300 + n)}', '${field}', ${agreed}, 'staff', '${ACCOUNT}', '签约时同意', ${at})`
  const hourly = ['housekeeping', 'forgotten-rooms', 'resume-index', 'file-sweep']
  return [
    `insert into accounts (id, name, avatar, status, created_at, updated_at)
     values ('${ACCOUNT}', '坏名字', '', 'active', ${START}, ${START})`,
    `insert into files (id, state, store, key, sha256, drawn, size, mimetype, created_at, kept_until)
     values ('${FILE}', 'ready', 'private', 'qingpin/files/${FILE}.jpg', 'x', 0, 1, 'image/jpeg', ${START}, ${START})`,
    `insert into orders (id, number, owner_id, package_id, credits, bonus, amount_fen, platform, state, created_at, expires_at)
     values ('${ORDER}', 'QP1', '${ACCOUNT}', 'p', 1, 0, 1, 'h5', 'closed', ${START}, ${START})`,
    `insert into topics (topic, last_seq, touched_at) values ('run:${RUN}', 1, ${START})`,
    `insert into events (topic, seq, type, data, closes, at) values ('run:${RUN}', 1, 'end', '{}', true, ${START})`,
    `insert into runs (id, chat_id, owner_id, question_id, state, stop_asked, lease_until, model, cost, started_at, ended_at)
     values ('${RUN}', '${CHAT}', '${ACCOUNT}', '${CHAT}', 'stopped', true, 0, 'm', 0, 0, 1)`,
    `insert into credit_holds (id, owner_id, amount, captured, reference, created_at, settled_at)
     values ('${id(8)}', '${ACCOUNT}', 5, 3, '${RUN}', ${START}, ${START + 7})`,
    `insert into payment_differences (id, kind, number, transaction_id, expected, told, at)
     values ('${id(9)}', 'amount', 'QP1', 't', 'CNY 1', 'CNY 2', ${START})`,
    `insert into text_checks (id, subject, subject_id, field, text_sealed, scene, author_id, state, created_at)
     values ('${TEXT}', 'account', '${ACCOUNT}', 'name', '${sealedName}', 'profile', '${ACCOUNT}', 'waiting', ${START})`,
    audit(1, 'account.take-down', ACCOUNT),
    audit(2, 'resume.take-down', RESUME),
    audit(3, 'resume.take-over', RESUME),
    audit(4, 'resume.update', RESUME),
    audit(5, 'room.door', ROOM),
    `insert into topics (topic, last_seq, touched_at) values ('seat:${ROOM}', 3, ${START + HOUR_MS})`,
    `insert into events (topic, seq, type, data, closes, at) values ('seat:${ROOM}', 3, 'room', '{}', true, ${START})`,
    `insert into interview_rooms (id, room_id, host_id, host_name, title, state, lobby, door_closed_at, source, created_at)
     values ('${ROOM}', 'room_1', '${ACCOUNT}', '林晓', '面试', 'ended', true, ${START + 5}, 'pc', ${START})`,
    `insert into text_checks (id, subject, subject_id, field, text_sealed, scene, state, created_at)
     values ('${id(11)}', 'seat', '${id(12)}', 'userName', '', 'profile', 'review', ${START})`,
    resume(1, { created_by: ACCOUNT }),
    resume(2, { created_by: ACCOUNT }),
    consent(2, 'name', true, START + 2),
    consent(2, 'photos', true, START + 1),
    resume(3, { lead_source: 'self-registration', birth_date: '1971-07-31' }),
    resume(4, { created_by: ACCOUNT, unlisted_at: START }),
    consent(4, 'photos', false, START),
    ...hourly.map((queue, n) => job(n, queue, { hour }, `hour-${hour}`, hour * HOUR_MS)),
    job(10, 'file-removal', { id: FILE }, FILE),
    job(11, 'order-watch', { number: 'QP1' }, 'QP1'),
    job(12, 'run-watch', { run: RUN }, RUN),
    job(13, 'text-checks', { id: TEXT }, TEXT),
  ]
}

/** Makes a database of that release with its rows, and opens it as this release does. */
async function openEarlier(engine: Engine, rows: readonly string[]): Promise<Db> {
  const migrationsFolder = earlierMigrations(engine)
  try {
    if (engine === 'sqlite') {
      const folder = mkdtempSync(join(tmpdir(), 'qingpin-earlier-'))
      const file = join(folder, 'qingpin.db')
      const client = new Database(file)
      migrateSqlite(drizzleSqlite({ client }), { migrationsFolder })
      for (const row of rows) client.exec(row)
      client.close()
      const db = openSqlite(file)
      const close = async () => {
        await db.close()
        rmSync(folder, { recursive: true })
      }
      return { ...db, close }
    }
    const base = inject('postgres')
    if (base === undefined) {
      const client = await PGlite.create()
      const q = drizzlePglite({ client })
      await migratePglite(q, { migrationsFolder })
      for (const row of rows) await client.exec(row)
      await migratePglite(q, { migrationsFolder: PG_MIGRATIONS })
      return pgDb(
        q as unknown as NodePgDatabase,
        async () => async () => undefined,
        () => client.close(),
      )
    }
    const name = `earlier_${randomBytes(6).toString('hex')}`
    const admin = new pg.Client({ connectionString: `${base}postgres` })
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    const client = new pg.Client({ connectionString: base + name })
    await client.connect()
    await migratePg(drizzlePg({ client }), { migrationsFolder })
    for (const row of rows) await client.query(row)
    await client.end()
    return await openPg(base + name)
  } finally {
    rmSync(migrationsFolder, { recursive: true })
  }
}

describe.each(ENGINES)('data of an earlier release, on %s', (engine) => {
  let app: TestApp
  beforeAll(async () => {
    const settings = readSettings({ ...someVendors().environment('http://127.0.0.1:1'), LOG_LEVEL: 'silent' })
    const cipher = makeFieldCipher(settings.fieldKeys, settings.fieldHashKey)
    const rows = earlierRows(cipher.seal('checkedText', '坏名字'))
    app = await startApp(engine, { CONTENT_CHECK: 'wechat' }, undefined, { open: () => openEarlier(engine, rows) })
  })
  afterAll(() => app.stop())

  it('keeps what renamed columns hold', async () => {
    const { db } = app
    const [hold] = await db.q.select().from(db.s.creditHolds)
    expect(hold).toMatchObject({ captured: 3, closedAt: START + 7 })
    const [difference] = await db.q.select().from(db.s.paymentDifferences)
    expect(difference).toMatchObject({ expected: 'CNY 1', reported: 'CNY 2' })
    const [run] = await db.q.select().from(db.s.runs)
    expect(run).toMatchObject({ stopRequested: true, topicExpiredAt: null })
    const [room] = await db.q.select().from(db.s.interviewRooms)
    expect(room).toMatchObject({ lobby: true, publicJoinClosedAt: START + 5 })
  })

  it('unlists workers without recorded consent, whether staff or they themselves entered them, and no others', async () => {
    const { db } = app
    const rows = await db.q.select().from(db.s.resumes).orderBy(db.s.resumes.id)
    expect(rows.map((row) => [row.unlistedFor, row.unlistedAt !== null, row.showsName, row.showsPhone])).toEqual([
      ['no-consent', true, false, false],
      [null, false, true, false],
      ['no-consent', true, false, false],
      ['staff', true, false, false],
    ])
    // Ages are counted from a birthday, or from the day on which they were said.
    expect(rows.map(({ bornOn }) => bornOn)).toEqual(['1986-11-20', '1986-11-20', '1971-07-31', '1986-11-20'])
    // Her earliest yes to be shown is her consent, with how she gave it.
    const consents = (await db.q.select().from(db.s.resumeConsents)).filter(({ field }) => field === 'listed')
    expect(consents).toMatchObject([
      { resumeId: rows[1]?.id, agreed: true, by: 'staff', note: '签约时同意', at: START + 1 },
    ])
  })

  it('has its audit actions under their present names', async () => {
    expect(await actionsOf(app, ACCOUNT)).toEqual(['account.moderate'])
    expect(await actionsOf(app, ROOM)).toEqual(['room.public-join'])
    expect(await actionsOf(app, RESUME)).toEqual(['resume.claim-record', 'resume.moderate', 'resume.update'])
  })

  it('has its pending jobs run, each to its end', async () => {
    const { db } = app
    await new Worker(app.deps, QUEUES).runDue()
    const left = await rowsOf<{ queue: string; state: string; due: number }>(
      db,
      `select queue, state, run_at as due from jobs order by queue`,
    )
    expect(left.filter(({ state, due }) => state !== 'ready' || Number(due) <= START)).toEqual([])
    // Hourly work planned its next hour under the present names; every other job is done.
    const hourly = QUEUES.filter((queue) => 'plan' in queue).map(({ name }) => name)
    expect(left.map(({ queue }) => queue).filter((queue) => !hourly.includes(queue))).toEqual([])
    expect(await countRows(app, 'files')).toBe(0)
    for (const table of [db.s.topics, db.s.events])
      expect((await db.q.select().from(table)).map(({ topic }) => topic)).toEqual([`participant:${ROOM}`])
    const [run] = await db.q.select().from(db.s.runs)
    expect(run?.topicExpiredAt).toBe(START)
    // WeChat knows neither of their authors: a person has to look.
    const texts = await db.q.select().from(db.s.moderatedFields)
    expect(texts.map(({ subject, state }) => `${subject} ${state}`).toSorted()).toEqual([
      'account review',
      'participant review',
    ])
  })
})
