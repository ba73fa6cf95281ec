import { SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { describe, expect, it } from 'vitest'
import { groupsFor, skillGroups } from './skill-groups'
import {
  allProblems,
  bodyOf,
  emptyValues,
  idNumberWarning,
  problemsOf,
  stepWith,
  wholeOf,
  type FormValues,
} from './form-model'

const filled: FormValues = {
  ...emptyValues,
  name: ' 王 秀兰 ',
  gender: 'female',
  jobType: 'yuesao',
  age: '48岁',
}

describe('gaps', () => {
  it('names them for the step she is at and no other', () => {
    expect(problemsOf(1, emptyValues, true)).toEqual({ name: '请填姓名。', gender: '请选性别。' })
    expect(problemsOf(2, emptyValues, true)).toEqual({ jobType: '请选一样想做的工作。' })
    expect(problemsOf(3, emptyValues, true)).toEqual({ age: '请填年龄。' })
    expect(problemsOf(4, emptyValues, true)).toEqual({})
    expect(problemsOf(5, emptyValues, true)).toEqual({})
    expect(problemsOf(6, emptyValues, true)).toEqual({ phone: '请填手机号。' })
  })

  it('asks for no number where the account has one', () => {
    expect(problemsOf(6, emptyValues, false)).toEqual({})
  })

  it.each([
    ['age', '四十二', '年龄只写数字，比如42。'],
    ['age', '17', '年龄要在18到65岁之间。'],
    ['age', '42.5', '年龄只写数字，比如42。'],
    ['experienceYears', '好多年', '年数只写数字，比如5。不到1年写0。'],
    ['experienceYears', '61', '年数最多写60。'],
    ['expectedSalary', '八千', '工资只写数字，比如8000。'],
    ['expectedSalary', '80000000', '数字太大了，请写一个月的工资。'],
    ['idNumber', '1234', '身份证号是18位，最后一位可以是 X。'],
    ['phone', '138', '手机号要11位，还差8位。'],
  ] as const)('says what is wrong with %s %s', (name, text, sentence) => {
    expect(allProblems({ ...filled, phone: '13866021234', [name]: text }, true)).toEqual({ [name]: sentence })
  })

  it('leads to the earliest step that has one', () => {
    expect(stepWith(allProblems({ ...emptyValues, name: '王秀兰', gender: 'female' }, true))).toBe(2)
    expect(stepWith({ phone: 'x', idNumber: 'y' })).toBe(3)
    expect(stepWith({})).toBe(6)
  })
})

it('accepts a wrong check digit with a warning, because such cards exist', () => {
  expect(idNumberWarning({ idNumber: '11010119900307002X' })).toBe(undefined)
  const wrong = { ...filled, idNumber: '110101199003070021' }
  expect(idNumberWarning(wrong)).toContain('对不上')
  expect(problemsOf(3, wrong, true)).toEqual({})
  expect(idNumberWarning({ idNumber: '110101' })).toBe(undefined)
})

it.each([
  ['', undefined],
  [' ', undefined],
  ['8000', 8000],
  ['８０００', 8000],
  ['8,000元', 8000],
  ['8000.5', Number.NaN],
  ['-1', Number.NaN],
])('reads %j as %s', (text, number) => {
  expect(wholeOf(text, /元$/)).toBe(number)
})

describe('the request', () => {
  it('leaves out what was left open', () => {
    expect(bodyOf(filled, false)).toEqual({ name: '王 秀兰', gender: 'female', jobType: 'yuesao', age: 48 })
  })

  it('carries every answer in the spelling of the API', () => {
    const values: FormValues = {
      ...filled,
      nativePlace: ' 河南信阳 ',
      education: 'middle',
      idNumber: '１１０１０１１９９００３０７００２x',
      experienceYears: '0',
      expectedSalary: '12800元',
      maternityNurseLevel: 'gold',
      skills: ['muying', 'yuezican'],
      selfIntroduction: ' 会做月子餐 ',
      phone: '138 6602-1234',
    }
    expect(bodyOf(values, true)).toEqual({
      name: '王 秀兰',
      gender: 'female',
      jobType: 'yuesao',
      age: 48,
      nativePlace: '河南信阳',
      education: 'middle',
      idNumber: '11010119900307002X',
      experienceYears: 0,
      expectedSalary: 12800,
      maternityNurseLevel: 'gold',
      skills: ['muying', 'yuezican'],
      selfIntroduction: '会做月子餐',
      phone: '13866021234',
    })
  })

  it('forgets the level when she has chosen another trade since', () => {
    expect(bodyOf({ ...filled, jobType: 'baojie', maternityNurseLevel: 'gold' }, false)).not.toHaveProperty(
      'maternityNurseLevel',
    )
  })

  it('sends no number that she typed and then took back', () => {
    expect(bodyOf({ ...filled, phone: '13866021234' }, false)).not.toHaveProperty('phone')
  })
})

describe('skills', () => {
  it('stand in one group each, and none is missing', () => {
    const grouped = skillGroups.flatMap(({ skills }) => skills)
    expect([...grouped].sort()).toEqual(SKILLS.map(({ value }) => value).sort())
  })

  it('begin with those of her trade', () => {
    expect(groupsFor('zhujia-hulao')[0]?.title).toBe('照顾老人和病人')
    expect(groupsFor('zhujia-hulao')).toHaveLength(skillGroups.length)
    expect(groupsFor('')).toEqual(skillGroups)
  })
})
