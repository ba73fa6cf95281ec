import { aPhone } from '@qingpin/testing/harness'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../test/render'
import { useServer } from '../../../test/server'
import { Today } from './today'

const { server, enter } = useServer()

/** SMS are refused by the vendor, for this reason. */
async function refuse(code: string, times: number) {
  const body = { Response: { SendStatusSet: [{ Code: code }], RequestId: 'r' } }
  server.sandbox.sandbox.faults.plan({ service: 'sms', route: 'SendSms', times, body })
  for (let i = 0; i < times; i++)
    await server
      .as()('POST /api/auth/sms-code', { body: { phone: aPhone() } })
      .catch(() => undefined)
  await server.deps.background.idle()
}

it('shows a manager what a vendor refuses, since when and how often, until it was dealt with', async () => {
  await refuse('FailedOperation.InsufficientBalanceInSmsPackage', 3)
  await enter(await server.aStaff('manager'))
  const page = await render(<Today />)
  await until(() => page.text().includes('短信：余额不足'))
  expect(page.text()).toMatch(/起，共3次/)
  expect(page.text()).toContain('充值')
  await tap(byRole('button', '短信：余额不足，处理好了'))
  await until(() => !page.text().includes('短信：余额不足'))
})

it('shows an employee none', async () => {
  await refuse('UnauthorizedOperation.ServiceSuspendDueToArrears', 1)
  await enter(await server.aStaff('employee'))
  const page = await render(<Today />)
  await until(() => page.text().includes('新登记的阿姨'))
  expect(page.text()).not.toContain('短信')
})
