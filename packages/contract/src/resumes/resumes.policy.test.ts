import { describe, expect, it } from 'vitest'
import { LEAD_SOURCES } from './resumes.enums.ts'
import { leadSourceFixed, seesPrivate } from './resumes.policy.ts'

describe('the policy of resumes', () => {
  const viewer = (role: 'admin' | 'manager' | 'employee' | 'personal', accountId = 'a') => ({ role, accountId })

  it('shows numbers in full to managers and to the person who entered them', () => {
    expect(seesPrivate(viewer('admin'), { createdBy: null })).toBe(true)
    expect(seesPrivate(viewer('manager'), { createdBy: 'b' })).toBe(true)
    expect(seesPrivate(viewer('employee'), { createdBy: 'a' })).toBe(true)
    expect(seesPrivate(viewer('employee'), { createdBy: 'b' })).toBe(false)
    expect(seesPrivate(viewer('employee'), { createdBy: null })).toBe(false)
    expect(seesPrivate(viewer('personal'), { createdBy: null })).toBe(false)
  })

  it('fixes the source of a released lead, and no other', () => {
    expect(LEAD_SOURCES.map((source) => source.value).filter(leadSourceFixed)).toEqual(['referral-release'])
  })
})
