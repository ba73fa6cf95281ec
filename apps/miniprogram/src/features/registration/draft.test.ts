import { beforeEach, describe, expect, it } from 'vitest'
import { startAs, dropSession, type SessionReply } from '@/app/session'
import { getStored, setStored, storedKeys } from '@/platform/storage'
import {
  change,
  changeText,
  currentDraft,
  draftOf,
  dropDraft,
  freshDraft,
  goToStep,
  isStarted,
  readDraft,
  registrationForm,
  requireKey,
  setFormOpen,
  restoreDraft,
  showProblems,
  withOwner,
  withStep,
  withValues,
} from './draft'

const sessionOf = (id: string, role: 'personal' | 'employee' = 'personal') =>
  ({
    access_token: `a-${id}`,
    token: `a-${id}`,
    refresh_token: `r-${id}`,
    expiresIn: 7200,
    user: { id, role },
  }) as SessionReply

const stored = (owner: string) => (getStored(`draft/registration/${owner}`) as { value?: unknown } | undefined)?.value

beforeEach(() => {
  dropSession()
  dropDraft()
})

describe('transitions', () => {
  it('a changed answer makes a new request, so it gives up the key', () => {
    const draft = { ...freshDraft('a'), key: 'k1' }
    expect(withStep(draft, 3).key).toBe('k1')
    expect(withOwner(draft, 'b').key).toBe('k1')
    expect(withValues(draft, { name: '王秀兰' })).toMatchObject({
      key: undefined,
      values: { name: '王秀兰', gender: '' },
    })
  })

  it('no step lies outside the six and the summary', () => {
    expect(withStep(freshDraft(''), 0).step).toBe(1)
    expect(withStep(freshDraft(''), 9).step).toBe(7)
  })

  it('counts as begun after the first answer or the first step', () => {
    expect(isStarted(freshDraft(''))).toBe(false)
    expect(isStarted(withStep(freshDraft(''), 2))).toBe(true)
    expect(isStarted(withValues(freshDraft(''), { gender: 'female' }))).toBe(true)
    expect(isStarted(withValues(freshDraft(''), { skills: ['muying'] }))).toBe(true)
    expect(isStarted(withValues(freshDraft(''), { otherPhone: true }))).toBe(true)
  })
})

describe('what was stored', () => {
  it('is read back as it was', () => {
    const draft = { ...withValues(withStep(freshDraft('a'), 3), { name: '王秀兰', skills: ['muying'] }), key: 'k1' }
    expect(readDraft(JSON.parse(JSON.stringify(draft)), 'a')).toEqual(draft)
  })

  it('is not shown to another account', () => {
    expect(readDraft(freshDraft('a'), 'b')).toBe(undefined)
    expect(readDraft(freshDraft('a'), '')).toBe(undefined)
  })

  it('by an older version is filled up, and rubbish is left out', () => {
    const old = { owner: '', step: 2.5, values: { name: '王秀兰', age: 48, skills: 'muying', gone: 'x' } }
    expect(readDraft(old, '')).toEqual({ ...withValues(freshDraft(''), { name: '王秀兰' }), step: 2 })
    for (const broken of [undefined, 'x', {}, { owner: '', step: '2', values: {} }, { owner: '', step: 2 }]) {
      expect(readDraft(broken, '')).toBe(undefined)
    }
  })
})

describe('the store', () => {
  it('keeps every change on the phone', () => {
    changeText('name', '王秀兰')
    goToStep(2)
    expect(readDraft(stored('guest'), '')).toEqual(currentDraft())
    dropDraft()
    expect(storedKeys('draft/registration/')).toEqual([])
  })

  it('gives the same key until an answer changes', () => {
    changeText('name', '王秀兰')
    const key = requireKey()
    expect(requireKey()).toBe(key)
    changeText('name', '王秀英')
    expect(requireKey()).not.toBe(key)
  })

  it('takes away the complaint about a field that is being changed, and only that one', () => {
    showProblems({ name: '请填姓名。', gender: '请选性别。' })
    changeText('name', '王')
    expect(registrationForm.getState().problems).toEqual({ gender: '请选性别。' })
  })

  it('takes a cleared draft back', () => {
    change({ name: '王秀兰', gender: 'female' })
    const before = currentDraft()
    dropDraft()
    restoreDraft(before)
    expect(currentDraft()).toEqual(before)
    expect(stored('guest')).toBeDefined()
  })
})

describe('login and logout', () => {
  it('what was begun before the login goes on under the account', () => {
    changeText('name', '王秀兰')
    startAs(sessionOf('a'))
    expect(currentDraft()).toMatchObject({ owner: 'a', values: { name: '王秀兰' } })
    expect(storedKeys('draft/registration/')).toEqual(['draft/registration/a'])
  })

  it('is hidden after logout and from other accounts, and is there again for her', () => {
    startAs(sessionOf('a'))
    changeText('name', '王秀兰')
    dropSession()
    expect(currentDraft()).toEqual(freshDraft(''))
    startAs(sessionOf('b'))
    expect(currentDraft()).toEqual(freshDraft('b'))
    startAs(sessionOf('a'))
    expect(currentDraft().values.name).toBe('王秀兰')
  })

  it('her own draft is not replaced by one of a guest', () => {
    setStored('draft/registration/a', { savedAt: 1, value: withValues(freshDraft('a'), { name: '王秀兰' }) })
    changeText('name', '李桂英')
    startAs(sessionOf('a'))
    expect(currentDraft().values.name).toBe('王秀兰')
    dropSession()
    expect(currentDraft().values.name).toBe('李桂英')
  })

  it('staff that logs in on the phone does not take over what a worker began', () => {
    changeText('name', '王秀兰')
    startAs(sessionOf('s', 'employee'))
    expect(currentDraft().values.name).toBe('')
  })

  it('while the form is open the answers stay, whether she logs in or her session ends', () => {
    setFormOpen(true)
    changeText('name', '王秀兰')
    goToStep(6)
    startAs(sessionOf('a'))
    expect(currentDraft()).toMatchObject({ owner: 'a', step: 6, values: { name: '王秀兰' } })
    dropSession()
    expect(currentDraft()).toMatchObject({ owner: '', step: 6, values: { name: '王秀兰' } })
    expect(storedKeys('draft/registration/')).toEqual(['draft/registration/guest'])
    setFormOpen(false)
  })

  it('a login with the form open overwrites nothing that the account had begun earlier', () => {
    startAs(sessionOf('a'))
    changeText('name', '李春燕')
    dropSession()
    setFormOpen(true)
    changeText('name', '王秀兰')
    startAs(sessionOf('a'))
    expect(currentDraft().values.name).toBe('王秀兰')
    expect(
      draftOf('a')
        .leftByOthers()
        .map(({ value }) => value.values.name),
    ).toEqual(['李春燕'])
    setFormOpen(false)
  })

  it('a login with an empty form open shows what the account had begun earlier', () => {
    startAs(sessionOf('a'))
    changeText('name', '李春燕')
    dropSession()
    setFormOpen(true)
    startAs(sessionOf('a'))
    expect(currentDraft().values.name).toBe('李春燕')
    setFormOpen(false)
  })
})
