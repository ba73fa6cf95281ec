import { expect, it } from 'vitest'
import { emptyValues, type FormValues } from './form-model'
import { partsOf } from './summary'

const values: FormValues = {
  ...emptyValues,
  name: ' 王秀兰 ',
  gender: 'female',
  jobType: 'yuesao',
  age: '48岁',
  idNumber: '11010119900307002X',
  expectedSalary: '12800',
  maternityNurseLevel: 'gold',
  skills: ['muying', 'yuezican'],
  phone: '138 6602-1234',
}
const linesOf = (some: FormValues) =>
  Object.fromEntries(partsOf(some, undefined).flatMap(({ lines }) => lines.map(({ label, value }) => [label, value])))

it('shows every answer in words, numbers masked, and what was left open as empty', () => {
  expect(linesOf(values)).toMatchObject({
    姓名: '王秀兰',
    性别: '女',
    工作: '月嫂',
    年龄: '48岁',
    老家: '',
    身份证号: '1101**********002X',
    一个月: '12800元',
    会做: expect.stringContaining('、'),
    手机号: '138****1234',
  })
})

it('leaves out what another trade does not have, and calls an open pay so', () => {
  const lines = linesOf({ ...values, jobType: 'baojie', expectedSalary: '' })
  expect(lines).not.toHaveProperty('级别')
  expect(lines['一个月']).toBe('面议')
})

it('names for each part the step that asks it', () => {
  expect(partsOf(values, undefined).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6])
})
