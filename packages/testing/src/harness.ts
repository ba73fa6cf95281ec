import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiError, makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { StaffRole } from '@qingpin/contract/core/policy'
import { type RunningSandbox, startSandbox } from '@qingpin/sandbox/server'
import type { Logger } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { createApp } from '@qingpin/bff/app'
import { readSettings } from '@qingpin/bff/config/config'
import { type Ctx, GUEST, type Person } from '@qingpin/bff/context'
import { hashPassword } from '@qingpin/bff/crypto/password'
import type { Db } from '@qingpin/bff/db/db'
import { type AppDeps, connectNotifier, makeDeps } from '@qingpin/bff/deps'
import { createAccount } from '@qingpin/bff/features/auth/accounts.service'
import { openSession } from '@qingpin/bff/features/auth/session.service'
import type { Limiter } from '@qingpin/bff/http/limiter'
import { makeLogger } from '@qingpin/bff/runtime/log'
import { type Engine, openEngine } from './engines.ts'
import { leaveCodes, noteCode } from './seen-codes.ts'
import { someVendors } from './vendors.ts'

export { type Engine, ENGINES } from './engines.ts'

/** A weekday morning in Beijing; every test starts at this moment and moves the clock itself. */
export const START = Date.parse('2026-11-20T01:30:00Z')
/** Of every member of the staff. */
export const PASSWORD = 'correct-horse-9'
/** One hash serves all staff of a file: making one takes a fifth of a second. */
let passwordHash: Promise<string> | undefined

export interface TestApp {
  deps: AppDeps
  db: Db
  sandbox: RunningSandbox
  fetch: (request: Request, env?: object) => Response | Promise<Response>
  stop: () => Promise<void>
  /** The typed client, with a token or as a guest; `device` is the token by which a device is known again. */
  as: (token?: string, device?: string) => ReturnType<typeof makeClient<ContractMap>>
  /** A raw call, for what the typed client cannot say wrongly. */
  raw: (
    method: string,
    path: string,
    init?: { token?: string; body?: unknown; headers?: Record<string, string>; text?: string; form?: FormData },
  ) => Promise<RawReply>
  /** A staff account of this role and a session of it. */
  aStaff: (role: StaffRole, over?: { username?: string; name?: string; phone?: string }) => Promise<StaffLogin>
  /** A personal account that logged in by SMS. */
  aPerson: (phone?: string) => Promise<PersonLogin>
  /** Moves the application's clock and, with it, the sandbox's. */
  advance: (ms: number) => void
  /** A service context, for steps that have no route. */
  ctx: (person?: Omit<Person, 'kind'> | null) => Ctx
}
export interface RawReply {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- a raw reply is looked into freely by tests
  json: any
}
export interface StaffLogin {
  id: string
  username: string
  password: string
  token: string
  refreshToken: string
}
export interface PersonLogin {
  id: string
  phone: string
  token: string
  refreshToken: string
}

let counter = 0
/** A mobile number that no other test of this file uses. */
export const aPhone = (): string => `136${String(10_000_000 + counter++ * 7)}`

/** Starts the real sandbox and the real application for the tests of one file, on a database of their own. */
export function useApp(
  engine: Engine = 'sqlite',
  env: Record<string, string> = {},
  log?: Logger,
  options?: StartOptions,
): TestApp {
  const app = {} as TestApp
  beforeAll(async () => Object.assign(app, await startApp(engine, env, log, options)))
  afterAll(async () => {
    await app.stop?.()
  })
  return app
}

interface StartOptions {
  /** A database to use instead of a new one: another replica's. */
  open?: () => Promise<Db>
  /** Holds callers to the rate limits. */
  limits?: boolean
}
const unlimited: Limiter = { take: async () => 0, giveBack: async () => undefined }

export async function startApp(
  engine: Engine,
  env: Record<string, string> = {},
  log?: Logger,
  { open = () => openEngine(engine), limits = false }: StartOptions = {},
): Promise<TestApp> {
  const { secrets, environment } = someVendors()
  let fetch: TestApp['fetch'] = () => new Response(null, { status: 503 })
  // Payment webhooks reach the application in process, because it has no port.
  const notify = async (url: string, init: { method: string; headers: Record<string, string>; body?: string }) =>
    fetch(new Request(url, init))
  const sandbox = await startSandbox({ port: 0, acceptUnknownCodes: false, secrets, notify, seed: 'tests' })
  // A vendor that failed in one test is asked again in the next.
  const dataDir = join(tmpdir(), `qingpin-test-${randomBytes(6).toString('hex')}`)
  const usual = { LOG_LEVEL: 'silent', VENDOR_REST_MS: '1', DATA_DIR: dataDir }
  const settings = readSettings({ ...usual, ...environment(sandbox.url), ...env })
  let now = START
  sandbox.sandbox.clock.fix(now)
  // The vendor's SDK signs with the machine's time, not with our clock.
  sandbox.sandbox.sms.settings({ signatureTime: 'machine' })
  const db = await open()
  const made = makeDeps(settings, db, log ?? makeLogger(settings.logLevel), () => now)
  // Tests call from one address far more often than people do; those of the limits ask for them.
  const deps = limits ? made : { ...made, limiter: unlimited }
  const disconnectNotifier = await connectNotifier(deps)
  const server = createApp(deps, { checkReplies: true })
  fetch = (request: Request, bindings?: object) => server.fetch(request, bindings)
  const url = (path: string) => `http://test.local${path}`
  const bearer = (token: string | undefined): Record<string, string> =>
    token ? { authorization: `Bearer ${token}` } : {}

  const as: TestApp['as'] = (token, device) =>
    makeClient<ContractMap>(async ({ method, url: path, header, data }) => {
      const known: Record<string, string> = device === undefined ? {} : { 'x-device-token': device }
      const headers = { ...header, ...known, ...bearer(token) }
      const response = await fetch(new Request(url(path), { method, headers, body: data ?? null }))
      const reply: unknown = await response.json()
      noteCode(method, path, reply)
      return { status: response.status, data: reply }
    })
  const ctx: TestApp['ctx'] = (person = null) => ({
    ...deps,
    actor: person ? { kind: 'person', ...person } : GUEST,
    now,
    requestId: 'test-request',
    address: 'test',
    caller: 'test',
  })

  return {
    deps,
    db,
    sandbox,
    fetch,
    as,
    ctx,
    async stop() {
      leaveCodes()
      await deps.background.stop()
      await disconnectNotifier()
      await Promise.all([deps.pdf, deps.pictures, deps.tables, ...deps.ocr].map((engine) => engine.stop()))
      await sandbox.close()
      await db.close()
      await rm(dataDir, { recursive: true, force: true })
    },
    advance(ms) {
      now += ms
      sandbox.sandbox.clock.fix(now)
    },
    async raw(method, path, { token, body, headers = {}, text, form } = {}) {
      const payload = text ?? (body === undefined ? null : JSON.stringify(body))
      const type: Record<string, string> = payload === null ? {} : { 'content-type': 'application/json' }
      const response = await fetch(
        new Request(url(path), { method, headers: { ...type, ...bearer(token), ...headers }, body: form ?? payload }),
      )
      const answer = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') ?? true
      const json = answer && isJson ? JSON.parse(answer) : answer
      noteCode(method, path, json)
      return { status: response.status, headers: response.headers, json }
    },
    async aStaff(role, over = {}) {
      const username = over.username ?? `${role}${counter++}`
      const hash = await (passwordHash ??= hashPassword(PASSWORD))
      const session = await db.tx(function* (t) {
        const account = yield* createAccount(t, ctx(), {
          username,
          passwordHash: hash,
          name: over.name ?? '测试员工',
          phone: over.phone,
          staffRole: role,
        })
        if (!account) throw new Error(`the user name ${username} is taken`)
        return yield* openSession(t, ctx(), account, 'password')
      })
      return {
        id: session.user.id,
        username,
        password: PASSWORD,
        token: session.token,
        refreshToken: session.refresh_token,
      }
    },
    async aPerson(phone = aPhone()) {
      const api = as()
      await api('POST /api/auth/sms-code', { body: { phone } })
      const code = sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
      const session = await api('POST /api/auth/sms-login', { body: { phone, code } })
      return { id: session.user.id, phone, token: session.token, refreshToken: session.refresh_token }
    },
  }
}

/** The refusal that a call ends in; fails when it was accepted. */
export async function refusal(call: Promise<unknown>): Promise<ApiError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (outcome instanceof ApiError) return outcome
  throw new Error(outcome === undefined ? 'the call was accepted' : `not a refusal: ${String(outcome)}`)
}
