import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { beginRegistration, finishRegistration } from './register-worker.ts'

const journey = useJourney()

const PHONE = '13511112222'
const WORKER = { name: '欧阳春桃', trade: '月嫂', age: '46', nativePlace: '湖北襄阳' }

describe('a worker who has seen nothing', () => {
  let person: Person

  it('begins to register and leaves in the middle', async () => {
    person = await aPerson(journey.browser, journey.product.address)
    await person.tap('我要求职')
    await beginRegistration(person, WORKER)
    await person.page.goto('about:blank')
  })

  it('comes back, finds her draft, proves her number by SMS and submits', async () => {
    await person.page.goto(`${journey.product.address}/#/features/registration/register/index`)
    await finishRegistration(person, WORKER, PHONE, () => journey.product.smsCode(PHONE))
  })

  it('is found by staff by two characters, and sees what staff changed', async () => {
    const staff = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
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
    await staff.tap('保存1处')
    await staff.sees('湖北宜昌')

    await person.page.reload()
    await person.sees('湖北宜昌')
    expect(staff.problems).toEqual([])
    expect(person.problems).toEqual([])
    await staff.context.close()
    await person.context.close()
  })
})
