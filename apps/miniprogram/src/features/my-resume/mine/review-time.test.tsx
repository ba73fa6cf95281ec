import { describe, expect, it } from 'vitest'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { render, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { Received } from '../../registration/register/received'
import Mine from './index'

const WAITS = '看完打电话给您'
const registered = { name: '王桂兰', phone: '138****0002', warnings: [] } as never

describe.each([
  ['promises nothing', '', ''],
  ['has its own promise', '三天内看完', '三天内看完，'],
])('an agency that %s', (_, promise, said) => {
  const { server, enter } = useServer({ AGENCY_REVIEW_TIME: promise })

  it('shows the same promise on the page of the worker and after the registration', async () => {
    const draft = await aWorkerWithAccount(server, {})
    await enter(draft.person)
    const page = await render(<Mine />)
    await until(() => page.text().includes(`${said}${WAITS}`))
    const after = await render(<Received reply={registered} />)
    await until(() => after.text().includes(`${said}缺什么会问您`))
    expect(page.text() + after.text()).not.toContain('工作日')
    expect(page.text().split(WAITS)[0]?.endsWith(`等经纪人核对资料${said}`)).toBe(true)
  })
})
