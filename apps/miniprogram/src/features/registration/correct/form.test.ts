import { expect, it } from 'vitest'
import { emptyValues } from '../register/form-model'
import { changesOf } from './form'

const base = {
  ...emptyValues,
  name: '王秀兰',
  gender: 'female',
  jobType: 'yuesao',
  age: '48',
  nativePlace: '河南信阳',
  skills: ['muying'],
}

it('sends only what differs, and clears what was emptied', () => {
  expect(changesOf(base, base)).toEqual({})
  expect(changesOf(base, { ...base, name: ' 王秀兰 ', age: '48岁' })).toEqual({})
  expect(changesOf(base, { ...base, age: '49', nativePlace: '', skills: [] })).toEqual({
    age: 49,
    nativePlace: null,
    skills: null,
  })
})
