import { describe, expect, it } from 'vitest'
import { aResume } from './a-resume'
import { bodyOf, changedFields } from './changes'
import { toDay, toMonth } from './days'
import { FIELD_NAMES } from './fields'
import { EMPTY_VALUES, newStay, valuesOf, type FormValues } from './form-values'
import { conflictsOf, merged } from './merge'
import { problemsOf } from './problems'
import { firstSection, SECTIONS } from './sections'

const stay = (part: Partial<ReturnType<typeof newStay>>) => ({ ...newStay(), ...part })
const base = valuesOf(aResume({ expectedSalary: 9000, skills: ['cuiru'], wechat: 'wgl78', height: 160 }))
const edited = (part: Partial<FormValues>): FormValues => ({ ...base, ...part })
const sent = (part: Partial<FormValues>) => {
  const values = edited(part)
  return bodyOf(values, changedFields(base, values))
}

describe('the sections', () => {
  it('show every field that an update may change, once', () => {
    const shown = SECTIONS.flatMap(({ blocks }) => blocks.flat())
    expect([...shown].sort()).toEqual([...FIELD_NAMES].sort())
  })

  it('are found by the path of a problem', () => {
    expect(firstSection(['internalEvaluation', 'workExperiences.0.startDate'])).toBe(1)
    expect(firstSection(['form'])).toBeUndefined()
  })
})

describe('what is sent', () => {
  it('is only what differs', () => {
    expect(sent({})).toEqual({})
    expect(sent({ expectedSalary: '9500' })).toEqual({ expectedSalary: 9500 })
  })

  it('does not count blanks and other spellings of the same as changes', () => {
    expect(sent({ name: ' 王桂兰 ', height: '160 ', expectedSalary: '09000' })).toEqual({})
    expect(sent({ workExperiences: [newStay()] })).toEqual({})
  })

  it('clears a field with null', () => {
    expect(sent({ wechat: '', height: ' ', expectedSalary: '', skills: [] })).toEqual({
      wechat: null,
      height: null,
      expectedSalary: null,
      skills: [],
    })
  })

  it('leaves a masked number alone and sends a typed one as digits', () => {
    expect(sent({ phone: '138****5678' })).toEqual({})
    expect(sent({ phone: '139 1234 5678' })).toEqual({ phone: '13912345678' })
  })

  it('sends stays with tidy months, in their order', () => {
    const stays = [
      stay({ startDate: '202203', endDate: '至今', description: ' 带双胞胎 ' }),
      stay({ district: '滨江' }),
    ]
    expect(sent({ workExperiences: stays }).workExperiences).toEqual([
      expect.objectContaining({ startDate: '2022-03', endDate: '至今', description: '带双胞胎', district: null }),
      expect.objectContaining({ startDate: null, endDate: null, description: '', district: '滨江' }),
    ])
  })

  it('of a new resume is what was filled in', () => {
    const values = { ...EMPTY_VALUES, name: '李秀芳', age: '52', gender: 'female', jobType: 'zhujia-hulao' }
    expect(bodyOf(values, changedFields(EMPTY_VALUES, values))).toEqual({
      name: '李秀芳',
      age: 52,
      gender: 'female',
      jobType: 'zhujia-hulao',
    })
  })
})

describe('days and months', () => {
  it.each(['20260318', '2026-03-18', '2026.3.18', '2026/3/18', '2026年3月18日'])('are read from %s', (typed) => {
    expect(toDay(typed)).toBe('2026-03-18')
  })

  it.each(['2026', '202603', '20260231', '19991301', '3月18日', ''])('are not made out of %s', (typed) => {
    expect(toDay(typed)).toBeUndefined()
  })

  it.each([
    ['202203', '2022-03'],
    ['2022.3', '2022-03'],
    ['2022年3月', '2022-03'],
    ['2022-03-05', '2022-03-05'],
    ['202213', undefined],
    ['2022', undefined],
  ])('month %s is %s', (typed, month) => {
    expect(toMonth(typed)).toBe(month)
  })
})

describe('problems', () => {
  const problems = (part: Partial<FormValues>, ageMax = 80) => {
    const values = edited(part)
    return problemsOf(values, changedFields(base, values), ageMax)
  }

  it('are not looked for where nothing was changed', () => {
    expect(problems({})).toEqual({})
  })

  it('say the gap', () => {
    expect(problems({ phone: '1381234' })).toEqual({ phone: '手机号要11位，还差4位。' })
    expect(problems({ height: '300' })).toEqual({ height: '身高要在50到260厘米之间。' })
    expect(problems({ name: '', age: '' })).toEqual({ name: '请填姓名。', age: '请填年龄。' })
    expect(problems({ birthDate: '1978' })).toEqual({ birthDate: '写成8位数字，像20260318这样。' })
  })

  it('keep an older worker whose file exists, and refuse a new one', () => {
    expect(problems({ age: '70' })).toEqual({})
    expect(problems({ age: '70' }, 65)).toHaveProperty('age')
  })

  it('refuse half a masked number', () => {
    expect(problems({ phone: '139****5678' })).toHaveProperty('phone')
  })

  it('are found in stays under the path that the server uses', () => {
    expect(problems({ workExperiences: [newStay(), stay({ startDate: '22年' })] })).toEqual({
      'workExperiences.0.startDate': '写成年份加月份，像202203这样。',
    })
    expect(problems({ workExperiences: [stay({ startDate: '202203', endDate: '202102' })] })).toHaveProperty([
      'workExperiences.0.endDate',
    ])
  })

  it('ask for what a new resume cannot be without', () => {
    expect(problemsOf(EMPTY_VALUES, ['name', 'gender', 'age', 'jobType'], 65)).toEqual({
      name: '请填姓名。',
      gender: '请选性别。',
      age: '请填年龄。',
      jobType: '请选工种。',
    })
  })
})

describe('two people on one resume', () => {
  const mine = edited({ expectedSalary: '9500', wechat: 'new78', height: '161' })
  const theirs = edited({ expectedSalary: '9900', height: '161', nativePlace: '河南信阳' })

  it('see what both changed first, then what only I changed, and nothing that we agree on', () => {
    expect(conflictsOf(base, mine, theirs)).toEqual([
      { name: 'expectedSalary', label: '期望月薪', mine: '9500元/月', theirs: '9900元/月', both: true },
      { name: 'wechat', label: '微信', mine: 'new78', theirs: 'wgl78', both: false },
    ])
  })

  it('keep what each chose, and what the other changed elsewhere', () => {
    const result = merged(mine, theirs, ['wechat'])
    expect(result).toMatchObject({ expectedSalary: '9900', wechat: 'new78', nativePlace: '河南信阳' })
    expect(bodyOf(result, changedFields(theirs, result))).toEqual({ wechat: 'new78' })
  })
})
