import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { aPerson } from './browser.ts'
import { useJourney } from './journey.ts'
import { ask, logIn } from './visitors.ts'

const journey = useJourney()
const WORKER = '13800000002'

/** The demo worker who has an account of her own. */
async function herResume(): Promise<{ id: string; token: string }> {
  const visit = await logIn(journey.product, { phone: WORKER })
  const token = visit?.access_token ?? ''
  const { resume } = await ask<{ resume: { id: string } }>(journey.product, '/api/resumes/mine', { token })
  return { id: resume.id, token }
}

/** A link lasts an hour at least, and the product goes by the clock of the machine: its end is written into the row. */
function expire(id: string): void {
  const db = new DatabaseSync(join(journey.product.dataDir, 'qingpin.db'))
  db.prepare('update resume_shares set expires_at = 1 where id = ?').run(id)
  db.close()
}

describe('a worker and those who look for her', () => {
  it('is found by a stranger, shared by staff, closed again, and gone as soon as she hides', async () => {
    const { product, browser } = journey
    const { id, token: hers } = await herResume()

    const guest = await aPerson(browser, product.address)
    await guest.tap('找阿姨')
    await guest.tap('看全部阿姨')
    await guest.sees(/^\d+位阿姨$/)
    await guest.fill('会做什么、老家在哪里', '早产儿和黄疸')
    await guest.sees('1位阿姨')
    await guest.tap('王阿姨')
    await guest.sees('打电话约面试')
    await guest.sees('全名、号码和证件不公开，谈定了由我们带您见。')
    expect(await guest.page.getByText('王桂兰').count()).toBe(0)

    const staff = await logIn(product, { staff: 'employee' })
    const share = (hours: number) =>
      ask<{ id: string; token: string; path: string }>(product, `/api/resumes/${id}/share`, {
        body: { expiresInHours: hours },
        token: staff?.access_token,
      })
    const made = await share(72)
    const customer = await aPerson(browser, product.address, `/#${made.path}`)
    await customer.sees('王阿姨')
    await customer.sees(/这份简历可以看到/)

    await ask(product, `/api/resumes/shares/${made.id}/revoke`, { body: {}, token: staff?.access_token })
    await customer.page.reload()
    await customer.sees('这个链接已经收回')
    await customer.tap('看别的阿姨')
    await customer.sees(/^\d+位阿姨$/)

    const short = await share(1)
    expire(short.id)
    const tardy = await aPerson(browser, product.address, `/#${short.path}`)
    await tardy.sees('这个链接过期了')

    const second = await share(1)
    await ask(product, '/api/resumes/mine/visibility', { body: { hidden: true }, token: hers, method: 'PATCH' })
    const late = await aPerson(browser, product.address, `/#${second.path}`)
    await late.sees('她现在不公开简历了')
    await guest.page.reload()
    await guest.sees('这位阿姨不在了')
    await guest.tap('看别的阿姨')
    await guest.fill('会做什么、老家在哪里', '早产儿和黄疸')
    await guest.sees('没有找到')
    await ask(product, '/api/resumes/mine/visibility', { body: { hidden: false }, token: hers, method: 'PATCH' })
    for (const person of [guest, customer, tardy, late]) {
      expect(person.problems).toEqual([])
      await person.context.close()
    }
  })
})
