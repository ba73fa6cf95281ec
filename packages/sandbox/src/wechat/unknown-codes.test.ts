import { expect, test } from 'vitest'
import { aSandbox, login } from '../test-sandbox.ts'

const generous = () => aSandbox({ acceptUnknownCodes: true })

test.each(['never-issued', 'dev:phone-1', 'the code is a mock one'])(
  'the strict sandbox refuses the code "%s", so that tests only log in with issued ones',
  async (js_code) => {
    expect((await login(aSandbox(), { js_code })).errcode).toBe(40029)
  },
)

test('an unknown code is a new person each time, but good only once', async () => {
  const sandbox = generous()
  const [one, other] = [await login(sandbox, { js_code: 'a' }), await login(sandbox, { js_code: 'b' })]
  expect(one.openid).toMatch(/^o[\w-]{27}$/)
  expect(one.openid).not.toBe(other.openid)
  expect((await login(sandbox, { js_code: 'a' })).errcode).toBe(40163)
})

test('a device keeps its openid from login to login and over a restart', async () => {
  const sandbox = generous()
  const first = await login(sandbox, { js_code: 'dev:phone-1' })
  const second = await login(sandbox, { js_code: 'dev:phone-1' })
  const restarted = await login(generous(), { js_code: 'dev:phone-1:nonce' })
  const other = await login(sandbox, { js_code: 'dev:phone-2' })
  expect([second.openid, restarted.openid]).toEqual([first.openid, first.openid])
  expect(other.openid).not.toBe(first.openid)
})

test('a device code with a nonce is good once, like a true one', async () => {
  const sandbox = generous()
  expect((await login(sandbox, { js_code: 'dev:phone-1:n1' })).openid).toBeDefined()
  expect((await login(sandbox, { js_code: 'dev:phone-1:n1' })).errcode).toBe(40163)
  expect((await login(sandbox, { js_code: 'dev:phone-1:n2' })).openid).toBeDefined()
})

test('a code issued for a device and a code made by the device mean the same person', async () => {
  const sandbox = generous()
  const { openid } = sandbox.control.wechat.issueCode({ deviceId: 'phone-1', person: '王女士' })
  expect((await login(sandbox, { js_code: 'dev:phone-1' })).openid).toBe(openid)
  expect(sandbox.control.wechat.people().map((person) => person.name)).toEqual(['王女士'])
})

test('the constant code of WeChat DevTools without an app id logs in again and again, else the second start fails', async () => {
  const sandbox = generous()
  const first = await login(sandbox, { js_code: 'the code is a mock one' })
  const second = await login(sandbox, { js_code: 'the code is a mock one' })
  expect([first.errcode, second.openid]).toEqual([undefined, first.openid])
})
