import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Product, startProduct } from './product.ts'

const login = async (product: Product, username: string, password: string) => {
  const response = await fetch(`${product.address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  return response.status
}

/** User names and passwords as the terminal prints them. */
const printedStaff = (terminal: string) =>
  [...terminal.matchAll(/^ {4}(\w+)\s+(\w+123)\s/gm)].map(([, user = '', password = '']) => ({ user, password }))
const printedPhones = (terminal: string) => [...terminal.matchAll(/^ {4}(1\d{10})\s/gm)].map(([, phone = '']) => phone)

describe('npm start', () => {
  it('prints what lets everybody in, keeps the data over a restart, and leaves no process behind', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'qingpin-start-'))
    try {
      const first = await startProduct({ dataDir })
      const staff = printedStaff(first.terminal())
      expect(staff.map(({ user }) => user)).toEqual(
        expect.arrayContaining(['admin', 'manager', 'employee', 'employee5', 'operator', 'dispatch', 'admissions']),
      )
      for (const { user, password } of staff) expect(await login(first, user, password), user).toBe(200)

      for (const phone of printedPhones(first.terminal())) {
        const headers = { 'content-type': 'application/json' }
        const sent = await fetch(`${first.address}/api/auth/sms-code`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ phone }),
        })
        expect(sent.status, phone).toBe(200)
        const body = JSON.stringify({ phone, code: await first.smsCode(phone) })
        expect(
          (await fetch(`${first.address}/api/auth/sms-login`, { method: 'POST', headers, body })).status,
          phone,
        ).toBe(200)
      }
      expect(await first.stop()).toBe(0)
      await expect(fetch(`${first.address}/api/health`)).rejects.toThrow()
      await expect(fetch(`${first.sandbox}/lab`)).rejects.toThrow()

      const second = await startProduct({ dataDir })
      expect(await login(second, 'manager', 'manager123')).toBe(200)
      // Killed without a chance to clean up: its children must notice by themselves.
      await second.stop('SIGKILL')
      await expect
        .poll(() =>
          fetch(`${second.address}/api/health`).then(
            () => 'alive',
            () => 'gone',
          ),
        )
        .toBe('gone')
      await expect
        .poll(() =>
          fetch(`${second.sandbox}/lab`).then(
            () => 'alive',
            () => 'gone',
          ),
        )
        .toBe('gone')
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('reports a port that is in use', async () => {
    const running = await startProduct()
    const port = new URL(running.address).port
    await expect(startProduct({ env: { PORT: port } })).rejects.toThrow(`Port ${port} is taken`)
    await running.stop()
  })

  it('does not start in production without secrets, and names each variable and where it is described', async () => {
    const bare = {
      NODE_ENV: 'production',
      H5_DIR: 'dist',
      TOKEN_SECRET: '',
      FIELD_KEYS: '',
      FIELD_HASH_KEY: '',
      WECHAT_SECRET: '',
      SMS_SECRET_KEY: '',
    }
    const failure = await startProduct({ env: bare }).then(
      () => 'it started',
      (error: Error) => error.message,
    )
    for (const name of [
      'TOKEN_SECRET',
      'FIELD_KEYS',
      'FIELD_HASH_KEY',
      'WECHAT_APPID',
      'WECHAT_SECRET',
      'SMS_SECRET_KEY',
    ])
      expect(failure).toContain(name)
    expect(failure).toContain('docs/configuration.md')
  })
})
