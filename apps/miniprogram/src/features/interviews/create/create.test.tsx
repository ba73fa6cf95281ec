import { describe, expect, it, vi } from 'vitest'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Taro, { hidePage } from '../../../../test/taro'
import { emptyForm, interviewDraft } from './form'
import InterviewCreate from './index'

const { server, enter } = useServer()

const nameField = () => document.querySelector('input') as HTMLInputElement

describe('the form of a new interview', () => {
  it('is there again with all that was chosen, for the account that filled it in, until the interview is made', async () => {
    const host = await server.aStaff('employee')
    await enter(host)
    const page = await render(<InterviewCreate />)
    await type(nameField(), '周六的面试')
    await tap(byRole('tab', '约个时间'))
    hidePage()
    await page.leave()

    await enter(await server.aStaff('employee'))
    const other = await render(<InterviewCreate />)
    expect(nameField().value).toBe('')
    await other.leave()

    await enter(host)
    const again = await render(<InterviewCreate />)
    expect(nameField().value).toBe('周六的面试')
    expect(again.text()).toContain('明天')
    await tap(byRole('button', '约好'))
    await until(() => vi.mocked(Taro.redirectTo).mock.calls.length > 0)
    const { list } = await server.as(host.token)('GET /api/interview/rooms', { query: {} })
    expect(list.map(({ roomName, state }) => [roomName, state])).toEqual([['周六的面试', 'scheduled']])
    expect(interviewDraft.of().read()).toBeUndefined()
  })

  it.each([null, [], 'x', { day: '昨天', time: 7, worker: { id: 1 }, when: {} }, { name: 5, lobby: null }])(
    'reads %j as a form that can be filled in',
    async (stored) => {
      await enter(await server.aStaff('employee'))
      Taro.setStorageSync(`draft/interview/${interviewDraft.of().owner}`, JSON.stringify({ savedAt: 1, value: stored }))
      const page = await render(<InterviewCreate />)
      expect(page.text()).toContain('约面试')
      await type(nameField(), '一场面试')
      expect(page.text()).toContain('开房间')
    },
  )

  it('keeps the day that was chosen over midnight, and replaces one that is over', () => {
    const now = Date.now()
    const tomorrow = beijingDay(now + DAY_MS)
    expect(emptyForm(now).day).toBe(tomorrow)
    const draft = interviewDraft.of('', 'somebody')
    const write = (day: string) => draft.write({ ...emptyForm(now), name: '面试', day })
    write(tomorrow)
    expect(draft.read()?.day).toBe(tomorrow)
    write(beijingDay(now - DAY_MS))
    expect(draft.read()?.day).toBe(tomorrow)
  })
})
