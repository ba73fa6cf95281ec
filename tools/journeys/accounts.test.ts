import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

async function staff(username: string): Promise<Person> {
  const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
  await person.fill('用户名', username)
  await person.fill('密码', `${username}123`)
  await person.tap('登录')
  await person.sees('新登记的阿姨')
  return person
}

async function openMember(admin: Person, name: string) {
  await admin.tap('我的')
  await admin.tap('账号管理')
  await admin.tap(name)
  await admin.sees('重置密码')
}

/** The button of a dialog: its words stand on the page below as well. */
const confirm = (person: Person, words: string) =>
  person.page.locator('.q-dialog__foot').filter({ visible: true }).getByText(words, { exact: true }).click()

describe('staff accounts', () => {
  it('change for a logged-in person: another role, then no access, each with a message', async () => {
    const admin = await staff('admin')
    const member = await staff('employee5')
    await openMember(admin, '郑可')
    await admin.sees('1台设备登录着')
    await admin.tap('角色')
    await admin.tap('经理')
    await admin.sees('把郑可改为经理？')
    await confirm(admin, '改身份')
    await admin.sees('已改为经理')

    await member.sees('您的身份已改为经理')
    await member.tap('知道了')
    await member.tap('我的')
    // The first tab has the words, too, until it is hidden.
    await member.sees('登录设备')
    await member.tap('团队成员')
    await member.sees('沈知远')

    await admin.tap('停用账号')
    await admin.sees('停用郑可的账号？')
    await confirm(admin, '停用')
    await admin.sees('现在没有设备登录')
    await member.sees('账号已停用')
    await member.sees('请联系管理员')
    await member.tap('知道了')
    await member.page.getByLabel('返回').filter({ visible: true }).last().click()
    await member.tap('我的')
    await member.sees('还没登录')

    await admin.tap('重新启用')
    await confirm(admin, '启用')
    await admin.sees('停用账号')
    expect([admin.problems, member.problems]).toEqual([[], []])
    await admin.context.close()
    await member.context.close()
  })

  it('get a one-time password that is shown once and has to be changed', async () => {
    const admin = await staff('admin')
    await openMember(admin, '孙悦')
    await admin.tap('重置密码')
    await confirm(admin, '生成')
    await admin.sees('孙悦的一次性密码')
    const password = (await admin.page.locator('.staff-secret').innerText()).trim()
    expect(password).toMatch(/^[a-z2-9]{12}$/)
    const member = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await member.fill('用户名', 'employee4')
    await member.fill('密码', password)
    await member.tap('登录')
    await member.sees('现在的密码是管理员设的')
    await member.fill('现在的密码', password)
    await member.fill('新密码', 'my-own-secret-1')
    await member.fill('再填一次', 'my-own-secret-1')
    await member.tap('保存新密码')
    await member.sees('密码已改')
    expect([admin.problems, member.problems]).toEqual([[], []])
    await admin.context.close()
    await member.context.close()
  })
})

describe('a person', () => {
  async function enter(phone: string) {
    const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/login/index')
    await person.fill('手机号', phone)
    await person.tap('发验证码')
    await person.sees('验证码已发出')
    await person.fill('验证码', await journey.product.smsCode(phone))
    await person.tap('登录')
    await person.sees('我要求职')
    return person
  }

  it('changes her number by SMS, gets a clear message when it is in use, and sees her devices', async () => {
    const person = await enter('13711110001')
    await person.tap('我的')
    await person.tap('手机号')
    await person.sees('137****0001')
    const prove = async (phone: string) => {
      await person.fill('手机号', phone)
      await person.tap('发验证码')
      await person.sees('验证码已发出')
      await person.fill('验证码', await journey.product.smsCode(phone))
      await person.tap('换成这个号')
    }
    await prove('13800000001')
    await person.sees('这个手机号已绑在另一个账号上')
    await person.page.goBack()
    // The page that leaves has a field of the same name.
    await person.page.getByText('换绑手机号').waitFor({ state: 'detached' })
    await person.tap('手机号')
    await person.sees('换绑手机号')
    await prove('13711110002')
    await person.sees('已换成新号')
    await person.sees('137****0002')

    const other = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await other.fill('用户名', 'operator')
    await other.fill('密码', 'operator123')
    await other.tap('登录')
    await other.sees('新登记的阿姨')
    await person.tap('登录设备')
    await person.sees('正在用')
    await person.sees(/Chrome/)
    expect([person.problems, other.problems]).toEqual([[], []])
    await person.context.close()
    await other.context.close()
  })

  it('ends her other device, which shows it at once', async () => {
    const [first, second] = [await staff('dispatch'), await staff('dispatch')]
    await first.tap('我的')
    await first.tap('登录设备')
    await first.tap('退出其他设备')
    await confirm(first, '退出')
    await first.sees('其他设备都退出了')
    await second.sees('登录已结束')
    expect([first.problems, second.problems]).toEqual([[], []])
    await first.context.close()
    await second.context.close()
  })
})
