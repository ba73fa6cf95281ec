import { aPhone } from '@qingpin/testing/harness'
import { runImports, sendTable } from '@qingpin/testing/tables'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import CustomerTables from '../tables'
import CustomerImport from '.'

const { server, enter } = useServer()

it('maps the columns, shows what would become of the rows, imports them and lists what was refused', async () => {
  const manager = await server.aStaff('manager')
  await enter(manager)
  const phone = aPhone()
  const text = `客户姓名,联系电话,颜色\n林知夏,${phone},红\n方怡,1.38E+10,绿\n`
  const { json } = await sendTable(server, manager.token, '名单.csv', text)
  openWith({ id: json.data.id })
  const page = await render(<CustomerImport />)
  await until(() => page.text().includes('每一列是什么'))
  expect(page.text()).toContain('2行客户')
  await tap(byRole('button', '先看一遍'))
  await until(() => page.text().includes('新客户1位，跳过0行，不能导入1行。'))
  expect(page.text()).toContain('科学计数')
  expect(page.text()).not.toContain(phone)
  await tap(byRole('button', '导入这1位'))
  await until(() => page.text().includes('正在导入'))
  await runImports(server)
  await until(() => page.text().includes('没有导入 1'))
  const { customers } = await server.as(manager.token)('GET /api/customers/miniprogram/list', {
    query: { search: phone },
  })
  expect(customers).toMatchObject([{ name: '林知夏' }])
})

it('says which column is missing before anything can be looked at', async () => {
  const manager = await server.aStaff('manager')
  await enter(manager)
  const { json } = await sendTable(server, manager.token, '名单.csv', '甲,乙\n林知夏,1\n')
  openWith({ id: json.data.id })
  const page = await render(<CustomerImport />)
  await until(() => page.text().includes('请选一下哪一列是姓名'))
})

it('offers the import to those who may, and the export to all who see customers', async () => {
  await enter(await server.aStaff('employee'))
  const page = await render(<CustomerTables />)
  await until(() => page.text().includes('导出客户'))
  expect(page.text()).not.toContain('导入客户')
})
