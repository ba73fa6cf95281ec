import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import { type RunningSandbox, startSandbox } from '@qingpin/sandbox/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPhone } from '@qingpin/testing/harness'
import { someVendors } from '@qingpin/testing/vendors'
import { readRun, textOf } from '@qingpin/testing/run-reader'
import { SIGN_UP_GIFT } from '../credits/ledger.rules.ts'

describe('a server that is killed in the middle of an answer', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingpin-crash-'))
  const { secrets, environment } = someVendors()
  let sandbox: RunningSandbox
  let child: ChildProcess | undefined
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, acceptUnknownCodes: false, secrets })
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** The product's own process, on a file; gives its address. */
  const start = async (): Promise<string> => {
    const env = {
      ...environment(sandbox.url),
      PATH: process.env.PATH ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    }
    const main = join(import.meta.dirname, '../../main.ts')
    child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const { ready } = await new Promise<{ ready: number }>((resolve, reject) => {
      child?.once('message', resolve as (message: unknown) => void)
      child?.once('exit', () => reject(new Error('the server ended')))
    })
    return `http://127.0.0.1:${ready}`
  }
  const kill = () =>
    new Promise<void>((resolve) => {
      child?.once('exit', () => resolve())
      child?.kill('SIGKILL')
    })
  const clientOf = (address: string, token?: string) =>
    makeClient<ContractMap>(async ({ method, url, header, data }) => {
      const auth: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
      const response = await fetch(address + url, { method, headers: { ...header, ...auth }, body: data ?? null })
      return { status: response.status, data: await response.json() }
    })
  const overWire = (address: string) => ({
    fetch: (request: Request) => {
      const { pathname, search } = new URL(request.url)
      return fetch(address + pathname + search, { headers: request.headers, signal: request.signal })
    },
  })

  it('ends it after the restart: the text stays, nothing is paid, and the reader receives the end', async () => {
    let address = await start()
    const phone = aPhone()
    await clientOf(address)('POST /api/auth/sms-code', { body: { phone } })
    const code = sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    const { token } = await clientOf(address)('POST /api/auth/sms-login', { body: { phone, code } })
    sandbox.sandbox.deepseek.settings({ tokensPerSecond: 60 })
    sandbox.sandbox.deepseek.script({ thinking: '想', text: '写了很多字。'.repeat(80) })
    const text = { text: '帮我写一段' }
    const sent = { body: text, idempotencyKey: 'before-the-crash' }
    const { chat, run } = await clientOf(address, token)('POST /api/assistant/chats', sent)
    const seen = await readRun(overWire(address), token, run.topic, { atMost: 6 })
    await kill()

    address = await start()
    const api = clientOf(address, token)
    const rest = await readRun(overWire(address), token, run.topic, { after: seen.length })
    expect(rest.at(-1)).toMatchObject({ type: 'failed', data: { code: 'INTERRUPTED', cost: 0 } })
    // A power failure may lose the last numbers: a reader who has seen them receives the end all the same.
    const ahead = await readRun(overWire(address), token, run.topic, { after: seen.length + 500 })
    expect(ahead).toMatchObject([{ type: 'failed' }])
    const { turns, credits } = await api('GET /api/assistant/chats/{id}', { params: { id: chat.id } })
    const written = textOf([...seen, ...rest])
    expect(written.length).toBeGreaterThan(5)
    expect(turns[0]?.answers).toMatchObject([{ state: 'failed', text: written, cost: 0 }])
    expect(credits).toEqual({ available: SIGN_UP_GIFT, held: 0 })
    expect((await api('POST /api/assistant/chats', sent)).run.id).toBe(run.id)
    expect((await api('GET /api/assistant/chats')).items).toHaveLength(1)
  })
})
