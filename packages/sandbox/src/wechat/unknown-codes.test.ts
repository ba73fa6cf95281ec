import { describe, expect, it } from 'vitest'
import { aSandbox, login } from '../test-sandbox.ts'

const generous = () => aSandbox({ acceptUnknownCodes: true })

describe('the strict sandbox', () => {
  it.each(['never-issued', 'dev:phone-1', 'the code is a mock one'])(
    'refuses the code "%s", so tests only log in with issued ones',
    async (js_code) => {
      expect((await login(aSandbox(), { js_code })).errcode).toBe(40029)
    },
  )
})

describe('a code that was not issued', () => {
  it('is a new person each time, but good only once', async () => {
    const sandbox = generous()
    const [one, other] = [await login(sandbox, { js_code: 'a' }), await login(sandbox, { js_code: 'b' })]
    expect(one.openid).toMatch(/^o[\w-]{27}$/)
    expect(one.openid).not.toBe(other.openid)
    expect((await login(sandbox, { js_code: 'a' })).errcode).toBe(40163)
  })
})

describe('the code of a device', () => {
  it('gives the same openid at each login and after a restart', async () => {
    const sandbox = generous()
    const first = await login(sandbox, { js_code: 'dev:phone-1' })
    const second = await login(sandbox, { js_code: 'dev:phone-1' })
    const restarted = await login(generous(), { js_code: 'dev:phone-1:nonce' })
    const other = await login(sandbox, { js_code: 'dev:phone-2' })
    expect([second.openid, restarted.openid]).toEqual([first.openid, first.openid])
    expect(other.openid).not.toBe(first.openid)
  })

  it('is good once when it has a nonce, like a true one', async () => {
    const sandbox = generous()
    expect((await login(sandbox, { js_code: 'dev:phone-1:n1' })).openid).toBeDefined()
    expect((await login(sandbox, { js_code: 'dev:phone-1:n1' })).errcode).toBe(40163)
    expect((await login(sandbox, { js_code: 'dev:phone-1:n2' })).openid).toBeDefined()
  })

  it('stands for the same person whether it was issued or made by the device', async () => {
    const sandbox = generous()
    const { openid } = sandbox.control.wechat.issueCode({ deviceId: 'phone-1', person: '王女士' })
    expect((await login(sandbox, { js_code: 'dev:phone-1' })).openid).toBe(openid)
    expect(sandbox.control.wechat.people().map((person) => person.name)).toEqual(['王女士'])
  })
})

describe('the constant code of WeChat DevTools', () => {
  it('logs in again and again, or the second start would fail', async () => {
    const sandbox = generous()
    const first = await login(sandbox, { js_code: 'the code is a mock one' })
    const second = await login(sandbox, { js_code: 'the code is a mock one' })
    expect([first.errcode, second.openid]).toEqual([undefined, first.openid])
  })
})
