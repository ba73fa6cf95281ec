import { describe, expect, it } from 'vitest'
import { aPerson } from './browser.ts'
import { write } from './database.ts'
import { useJourney } from './journey.ts'
import { beginRegistration, next } from './register-worker.ts'
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

/** A link lasts an hour at least. */
const expire = (id: string): void => write(journey.product, 'update resume_shares set expires_at = 1 where id = ?', id)

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
    await customer.sees(/这份简历.+前能看/)

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

  it('finds that the agency has her file, takes it over by her number, and hides herself with one tap', async () => {
    const { product, browser } = journey
    const staff = await logIn(product, { staff: 'employee' })
    const phone = '13987650001'
    const file = {
      name: '上官玉兰',
      gender: 'female',
      age: 47,
      jobType: 'zhujia-baomu',
      phone,
      nativePlace: '湖南岳阳',
    }
    const { id } = await ask<{ id: string }>(product, '/api/resumes/miniprogram/create', {
      body: file,
      token: staff?.access_token,
    })
    const her = await aPerson(browser, product.address, '/#/features/registration/register/index')
    await beginRegistration(her, { name: file.name, trade: '住家保姆', age: '47', nativePlace: '湖南岳阳' })
    await next(her)
    await her.fill('这一行做了几年', '6')
    await next(her)
    await her.tap('中餐')
    await next(her)
    await her.sees('怎么联系您？')
    await her.fill('手机号', phone)
    await her.tap('发验证码')
    await her.sees('验证码已发出')
    await her.fill('验证码', await product.smsCode(phone))
    await next(her)
    await her.sees('看一遍，没错就交')
    await next(her, '提交登记')
    await her.sees('您的档案已经在了')
    await her.tap('接着用这份档案')
    await her.tap('看我的简历')
    await her.sees('谁看得到我')
    await her.sees('6年')

    const open = () => fetch(`${product.address}/api/resumes/public/${id}`).then(({ status }) => status)
    expect(await open()).toBe(404)
    // Staff entered her, without consent: her own switch is her consent.
    await her.sees('打开它就是同意公开，雇主就找得到您')
    await her.page.getByLabel('公开我的简历').filter({ visible: true }).click()
    await her.sees('雇主找得到您')
    expect(await open()).toBe(200)
    await her.page.getByLabel('公开我的简历').filter({ visible: true }).click()
    await her.sees('雇主找不到您，发出去的链接也打不开')
    expect(await open()).toBe(404)
    expect(her.problems).toEqual([])
    await her.context.close()
  })
})
