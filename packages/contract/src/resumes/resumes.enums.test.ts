import { describe, expect, it } from 'vitest'
import { labelOf } from '../core/choices.ts'
import * as enums from './resumes.enums.ts'

describe('the dictionaries', () => {
  it.each(Object.entries(enums.RESUME_ENUMS))('%s have each value and each label once', (_, choices) => {
    expect(new Set(choices.map((choice) => choice.value)).size).toBe(choices.length)
    expect(new Set(choices.map((choice) => choice.label)).size).toBe(choices.length)
    for (const { label } of choices) expect(label).toMatch(/^\p{Script=Han}+$/u)
  })

  it('name what they know, show what they do not, and say nothing of nothing', () => {
    expect(labelOf(enums.JOB_TYPES, 'yuesao')).toBe('月嫂')
    expect(labelOf(enums.JOB_TYPES, 'from-the-future')).toBe('from-the-future')
    expect([labelOf(enums.JOB_TYPES, null), labelOf(enums.JOB_TYPES, undefined)]).toEqual(['', ''])
  })

  it('have an alias only for what they know', () => {
    const values: string[] = enums.JOB_TYPES.map((job) => job.value)
    expect(Object.values(enums.JOB_TYPE_ALIASES).filter((value) => !values.includes(value))).toEqual([])
  })
})
