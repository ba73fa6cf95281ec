import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPerson, launch, type Person } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const PHONE = '13511112222'

describe('a worker who has seen nothing', () => {
  let worker: Person

  it('begins to register and leaves in the middle', async () => {
    worker = await aPerson(browser, product.address)
    await worker.tap('我要求职')
    await worker.sees('怎么称呼您？')
    await worker.tap('下一步')
    await worker.sees('请填姓名。')
    await worker.fill('姓名', '欧阳春桃')
    await worker.tap('女')
    await worker.tap('下一步')
    await worker.sees('您想做什么工作？')
    await worker.tap('月嫂')
    await worker.tap('下一步')
    await worker.sees('您的情况')
    await worker.fill('年龄', '46')
    await worker.fill('老家在哪里', '湖北襄阳')
    await worker.page.goto('about:blank')
  })

  it('comes back, finds her draft, proves her number by SMS and submits', async () => {
    await worker.page.goto(`${product.address}/#/features/resumes/register/index`)
    await worker.sees('上次填到第3步')
    await worker.tap('接着填')
    await worker.tap('下一步')
    await worker.fill('这一行做了几年', '8')
    await worker.fill('一个月想要多少', '13000')
    await worker.tap('金牌月嫂')
    await worker.tap('下一步')
    await worker.tap('月子餐营养师')
    await worker.tap('下一步')
    await worker.sees('怎么联系您？')
    await worker.fill('手机号', PHONE)
    await worker.tap('发验证码')
    await worker.sees('验证码已发出')
    await worker.fill('验证码', await product.smsCode(PHONE))
    await worker.tap('提交登记')
    await worker.sees('收到了，欧阳春桃')
    await worker.tap('看我的简历')
    await worker.sees('湖北襄阳')
  })

  it('is found by staff by two characters, and sees what staff changed', async () => {
    const staff = await aPerson(browser, product.address, '/#/features/auth/staff-login/index')
    await staff.fill('用户名', 'employee')
    await staff.fill('密码', 'employee123')
    await staff.tap('登录')
    await staff.sees('新登记的阿姨')
    await staff.tap('找阿姨')
    await staff.page.getByLabel('姓名、籍贯').or(staff.page.locator('input')).first().fill('襄阳')
    await staff.tap('欧阳春桃')
    await staff.sees('编辑')
    await staff.tap('编辑')
    await staff.fill('籍贯', '湖北宜昌')
    await staff.tap('保存')
    await staff.sees('湖北宜昌')

    await worker.page.reload()
    await worker.sees('湖北宜昌')
    expect(staff.problems).toEqual([])
    expect(worker.problems).toEqual([])
    await staff.context.close()
    await worker.context.close()
  })
})
