import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { getStored, setStored } from '@/platform/storage'
import { render } from '../../../../test/render'
import { aResume } from './a-resume'
import { resumeDrafts, useResumeDraft } from './form-draft'
import { makeForm, rebase, setField, type FormStore } from './form-store'
import { valuesOf } from './form-values'

const values = valuesOf(aResume())
const draft = resumeDrafts.of('1', 'me')

function Keeper({ form }: { readonly form: FormStore }) {
  useResumeDraft(form, draft)
  return null
}

describe('a draft', () => {
  it('is stored when typing pauses, with the values and version that were read', async () => {
    vi.useFakeTimers()
    const form = makeForm(values, values, 4)
    await render(<Keeper form={form} />)
    await act(async () => setField(form, 'wechat', 'wgl78'))
    expect(draft.read()).toBeUndefined()
    await act(async () => vi.advanceTimersByTime(500))
    expect(draft.read()).toMatchObject({
      version: 4,
      values: { wechat: 'wgl78' },
      base: { wechat: '' },
    })
    vi.useRealTimers()
  })

  it('is stored at once when the page is left in the middle of a word', async () => {
    const form = makeForm(values)
    const screen = await render(<Keeper form={form} />)
    await act(async () => setField(form, 'wechat', 'w'))
    await screen.leave()
    expect(draft.read()?.values).toEqual({ wechat: 'w' })
  })

  it('is gone once its changes are saved', async () => {
    const form = makeForm(values)
    const screen = await render(<Keeper form={form} />)
    await act(async () => setField(form, 'wechat', 'w'))
    rebase(form, { ...values, wechat: 'w' }, 2)
    await screen.leave()
    expect(getStored('draft/resume/me/1')).toBeUndefined()
  })

  it.each([
    ['nothing', undefined],
    ['another shape', { version: '1', values: {} }],
    ['no known field', { version: 1, savedAt: 1, values: { shoeSize: '38' }, base: {} }],
    ['a list where text belongs', { version: 1, savedAt: 1, values: { wechat: ['w'] }, base: {} }],
  ])('of %s is none', (_, stored) => {
    setStored('draft/resume/me/1', { savedAt: 1, value: stored })
    expect(draft.read()).toBeUndefined()
  })
})
