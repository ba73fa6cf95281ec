import { describe, expect, it } from 'vitest'
import { findShell } from '../check/browser.ts'
import { aPerson, openAgain, shown } from './browser.ts'
import { useJourney } from './journey.ts'
import { ask, logIn, storageOf } from './visitors.ts'

const journey = useJourney(findShell)

type Row = Record<string, unknown>

/** What the API knows, as one member of staff. */
async function aColleague(staff: 'employee' | 'manager') {
  const visit = await logIn(journey.product, { staff })
  if (!visit) throw new Error('there is no such login')
  const call = <T = Row>(path: string, body?: object, method?: string) =>
    ask(journey.product, path, {
      token: visit.access_token,
      ...(body ? { body } : {}),
      ...(method ? { method } : {}),
    }) as Promise<T>
  return { visit, call }
}

const phoneOf = (n: number) => `137712345${String(n).padStart(2, '0')}`

describe('a shift without network', () => {
  it('of twenty things that were written offline none is doubled and none is lost', async () => {
    const me = await aColleague('employee')
    const manager = await aColleague('manager')
    const enter = async (name: string, n: number, by = me) =>
      String(
        (
          await by.call('/api/customers/miniprogram/create', {
            name,
            phone: phoneOf(n),
            leadSource: '转介绍',
            contractStatus: '匹配中',
            leadLevel: 'A类',
            salaryBudget: 13_000,
          })
        )['id'],
      )
    const names = ['甲女士', '乙女士', '丙女士', '丁先生']
    const ids: string[] = []
    for (const [i, name] of names.entries()) ids.push(await enter(name, i))
    await enter('别家的', 90, manager)

    const person = await aPerson(journey.browser, journey.product.address)
    await person.page.evaluate(
      (entries) => {
        for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
      },
      storageOf(me.visit, 1),
    )
    const path = (page: string, query = '') => `#/features/customers/${page}/index${query && `?${query}`}`
    // A sheet that closes still takes a step back in the history, which must not come after the next page.
    const isClosed = () => person.page.evaluate<boolean>("!('stepBack' in (history.state ?? {}))")
    const go = async (page: string, query: string, words: string | RegExp) => {
      await expect.poll(isClosed).toBe(true)
      await person.page.evaluate((hash) => void (location.hash = hash), path(page, query))
      await person.sees(words)
    }
    // The page of another customer, which says the same words, may still be on the screen.
    const goToCustomer = async (n: number) => {
      await go('detail', `id=${ids[n]}`, names[n] ?? '')
      await person.sees('往来记录')
    }
    await person.page.goto(`${journey.product.address}/#/pages/records/index`)
    await person.page.reload()
    await person.sees(/位，按/)
    // In a lift one has the pages that one has had before.
    for (const i of names.keys()) await goToCustomer(i)
    await go('follow-up', `id=${ids[0]}`, '说了什么')
    await go('create', '', '怎么联系')
    await go('outbox', '', '都发出去了')

    await person.context.setOffline(true)
    let written = 0
    const stored = async () => {
      written += 1
      await expect
        .poll(() =>
          person.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft/outbox/')).length),
        )
        .toBe(written)
    }
    for (let n = 1; n <= 12; n += 1) {
      await go('follow-up', `id=${ids[n % 4]}`, '说了什么')
      await shown(person, '.fu textarea').fill(`没网时记的第${n}条`)
      await person.tap('不用再约')
      await person.tap('保存')
      await stored()
      await expect.poll(() => shown(person, '.fu').count()).toBe(0)
    }
    for (const i of [0, 1, 2]) {
      await goToCustomer(i)
      await shown(person, '[aria-label^="预算："]').click()
      await shown(person, '.q-sheet input')
        .last()
        .fill(String(12_000 + i))
      await person.tap('存好')
      await stored()
    }
    for (const i of [2, 3]) {
      await goToCustomer(i)
      await shown(person, '[aria-label^="级别："]').click()
      await person.tap('B类')
      await stored()
    }
    for (const [i, n] of [50, 51, 90].entries()) {
      await go('create', '', '怎么联系')
      await person.fill('称呼', `新来的${['一', '二', '三'][i]}`)
      await person.fill('手机号', phoneOf(n))
      await person.tap('来源')
      await person.tap('转介绍')
      await person.tap('级别')
      await person.tap('A类')
      await person.tap('录好')
      await stored()
    }
    expect(written).toBe(20)
    await go('outbox', '', '剩20条')

    // The app is closed and opened again, and a colleague works meanwhile.
    for (const [i, id] of ids.slice(0, 3).entries())
      await manager.call(`/api/customers/miniprogram/${id}`, { salaryBudget: 14_000 + i }, 'PATCH')
    await person.page.close()
    await person.context.setOffline(false)
    const again = await openAgain(person, `${journey.product.address}/${path('outbox')}`)
    const second = await openAgain(person, `${journey.product.address}/#/pages/records/index`)

    for (const choice of ['我改的', '李经理改的', '都保留']) {
      await again.sees('就这样存')
      const left = await shown(again, '.ob-conflict').textContent()
      const theirs = /您没网时(.+?)也改了/.exec(left ?? '')?.[1] ?? ''
      const words = choice === '李经理改的' ? `${theirs}改的` : choice
      await shown(again, '.ob-cell').filter({ hasText: words }).first().click()
      await again.tap('就这样存')
      await expect
        .poll(() =>
          shown(again, '.ob-conflict')
            .textContent({ timeout: 500 })
            .catch(() => ''),
        )
        .not.toBe(left)
    }
    await again.sees('没建成')
    await expect.poll(() => shown(again, '.ob-row').filter({ hasText: '排在第' }).count()).toBe(0)
    await again.tap('不建了')
    await again.tap('删掉')
    await again.sees('都发出去了')
    await second.gone(/待发送/)

    const notes = await Promise.all(ids.map((id) => me.call<Row[]>(`/api/customers/miniprogram/${id}/follow-ups`)))
    const mine = notes.flat().map(({ content }) => String(content))
    for (let n = 1; n <= 12; n += 1) expect(mine.filter((text) => text === `没网时记的第${n}条`)).toHaveLength(1)
    expect(mine.filter((text) => text.includes('没网时想把预算'))).toHaveLength(1)
    const now = await Promise.all(ids.map((id) => me.call(`/api/customers/miniprogram/${id}`)))
    expect(now.map((row) => row['salaryBudget'])).toEqual([12_000, 14_001, 14_002, 13_000])
    expect(now.slice(2).map((row) => row['leadLevel'])).toEqual(['B类', 'B类'])
    const found = await me.call<{ customers: Row[] }>('/api/customers/miniprogram/list?search=新来的&limit=50')
    expect(found.customers.map(({ name }) => name).toSorted()).toEqual(['新来的一', '新来的二'])
    expect(person.problems.filter((text) => !/Failed to fetch|ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([])
  })
})
