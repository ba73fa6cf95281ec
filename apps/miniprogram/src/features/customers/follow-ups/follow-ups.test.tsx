import { aCustomer } from '@qingpin/testing/customers'
import { aShortlist } from '@qingpin/testing/shortlists'
import { expect, it } from 'vitest'
import { render, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import TeamFollowUps from '.'
import { exportPath, queryOf, teamFilter } from './query'

const { server, enter } = useServer()

const noted = async (token: string, contents: readonly string[]) => {
  const body = aCustomer({ name: '罗先生' }) as never
  const { id } = await server.as(token)('POST /api/customers/miniprogram/create', { body })
  for (const content of contents) {
    const note = { type: 'phone', content } as never
    await server.as(token)('POST /api/customers/miniprogram/{id}/follow-ups', { params: { id }, body: note })
  }
  return id
}

it('lists what the team wrote for a manager, and nothing for an employee', async () => {
  const [owner, manager] = [await server.aStaff('employee', { name: '赵婷' }), await server.aStaff('manager')]
  await noted(owner.token, ['约好下周面试'])
  await enter(manager)
  const page = await render(<TeamFollowUps />)
  await until(() => page.text().includes('约好下周面试'))
  expect(page.text()).toContain('赵婷，电话')
  expect(page.text()).toContain('导出这些')
  await enter(owner)
  const other = await render(<TeamFollowUps />)
  await until(() => other.text().includes('经理才看得到全部跟进'))
})

it('names the family where it did something on its shortlist', async () => {
  const made = await aShortlist(server)
  const { guest, shortlist } = await made.open()
  await guest('PUT /api/shortlists/guest/like', { body: { workerId: shortlist.workers[0]?.id ?? '', liked: true } })
  await enter(await server.aStaff('manager'))
  const page = await render(<TeamFollowUps />)
  await until(() => page.text().includes('客户自己，在名单上'))
})

it('is asked for days in Beijing, and the file for the same filter', () => {
  const kind = teamFilter([])
  const now = Date.parse('2026-12-01T00:30:00+08:00')
  const filter = { ...kind.none, days: ['week'], type: ['phone', 'visit'] }
  const query = queryOf(filter, '罗', now)
  expect(query).toEqual({ type: 'phone,visit', startDate: '2026-11-25', endDate: '2026-12-01', search: '罗' })
  expect(exportPath(query)).toBe(
    '/api/customers/follow-ups/export?type=phone%2Cvisit&startDate=2026-11-25&endDate=2026-12-01&search=%E7%BD%97',
  )
  expect(exportPath({})).toBe('/api/customers/follow-ups/export')
})
