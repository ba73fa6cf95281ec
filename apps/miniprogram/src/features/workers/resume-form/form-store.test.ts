import { ApiError } from '@qingpin/contract/client'
import { describe, expect, it } from 'vitest'
import { aResume } from './a-resume'
import { changesOf, discard, learnNumber, makeForm, moveStay, removeStay, setField, setStay } from './form-store'
import { newStay, valuesOf } from './form-values'
import { showResumeRefusal } from './show-resume-refusal'

const stays = [
  { ...newStay(), district: '滨江' },
  { ...newStay(), district: '西湖' },
]
const aForm = () => makeForm({ ...valuesOf(aResume()), workExperiences: stays }, undefined, 3)
type Form = ReturnType<typeof aForm>
const districts = (form: Form) => form.getState().values.workExperiences.map(({ district }) => district)
const [first, second] = stays.map(({ key }) => key)

describe('typing', () => {
  it('takes away the problem of that field and leaves the others', () => {
    const form = aForm()
    form.setState({ problems: { name: '请填姓名。', age: '请填年龄。', form: '没连上网' } })
    setField(form, 'name', '王桂芳')
    expect(form.getState().problems).toEqual({ age: '请填年龄。' })
  })

  it('in one stay leaves the other as it was, so that only one is drawn again', () => {
    const form = aForm()
    setStay(form, first ?? '', 'description', '带双胞胎')
    expect(form.getState().values.workExperiences[1]).toBe(stays[1])
    expect(changesOf(form.getState())).toEqual(['workExperiences'])
  })
})

describe('stays', () => {
  it('move by one place and not past the ends', () => {
    const form = aForm()
    moveStay(form, second ?? '', -1)
    expect(districts(form)).toEqual(['西湖', '滨江'])
    moveStay(form, second ?? '', -1)
    expect(districts(form)).toEqual(['西湖', '滨江'])
  })

  it('come back to their place after a removal was a mistake', () => {
    const form = aForm()
    const undo = removeStay(form, first ?? '')
    expect(districts(form)).toEqual(['西湖'])
    undo()
    expect(districts(form)).toEqual(['滨江', '西湖'])
  })
})

describe('numbers', () => {
  it('that were revealed are no change', () => {
    const form = aForm()
    learnNumber(form, 'phone', '13812345678')
    expect(form.getState().values.phone).toBe('13812345678')
    expect(changesOf(form.getState())).toEqual([])
  })

  it('that were typed meanwhile are not overwritten by the revealed one', () => {
    const form = aForm()
    setField(form, 'phone', '139')
    learnNumber(form, 'phone', '13812345678')
    expect(form.getState().values.phone).toBe('139')
  })
})

it('changes that were thrown away can be brought back', () => {
  const form = aForm()
  setField(form, 'wechat', 'wgl78')
  const undo = discard(form)
  expect(changesOf(form.getState())).toEqual([])
  undo()
  expect(form.getState().values.wechat).toBe('wgl78')
})

describe('a refusal', () => {
  const refused = (status: number, body: object) => {
    const form = aForm()
    showResumeRefusal(form, new ApiError(status, body))
    return form.getState()
  }

  it('is shown at its fields, also inside a stay', () => {
    const details = [{ field: 'workExperiences.0.startDate', message: '日期要写成2026-11-28的样子。' }]
    expect(refused(400, { code: 'VALIDATION_ERROR', details }).problems).toEqual({
      'workExperiences.0.startDate': '日期要写成2026-11-28的样子。',
    })
  })

  it('of an id number leads to the resume that has it', () => {
    const details = [{ field: 'idNumber', message: '该身份证号已注册', existingId: 'ab12' }]
    const { problems, notes } = refused(409, { code: 'DUPLICATE_ID_NUMBER', details })
    expect(problems).toEqual({ idNumber: '该身份证号已注册' })
    expect(notes.idNumber).toEqual({ text: '看已有的那份简历', resumeId: 'ab12' })
  })

  it('without a field stands at the head of the form', () => {
    expect(refused(403, { code: 'FORBIDDEN', message: '没有权限改。' }).problems).toEqual({ form: '没有权限改。' })
  })
})
