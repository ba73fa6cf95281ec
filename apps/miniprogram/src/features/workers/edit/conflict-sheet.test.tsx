import { describe, expect, it, vi } from 'vitest'
import { byRole, render, tap } from '../../../../test/render'
import { aResume } from '../resume-form/a-resume'
import { makeForm, setField } from '../resume-form/form-store'
import { valuesOf } from '../resume-form/form-values'
import { ConflictSheet } from './conflict-sheet'

const read = aResume({ expectedSalary: 9000, wechat: 'wgl78' })
const current = aResume({ expectedSalary: 9900, wechat: 'wgl78', version: 2, lastUpdatedByName: '林晓' })

async function aConflict() {
  const form = makeForm(valuesOf(read), undefined, 1)
  setField(form, 'expectedSalary', '9500')
  setField(form, 'wechat', 'new78')
  const onResolve = vi.fn()
  const screen = await render(
    <ConflictSheet
      conflict={{ current, theirs: valuesOf(current) }}
      form={form}
      onResolve={onResolve}
      onClose={() => undefined}
    />,
  )
  return { screen, onResolve }
}

describe('when another person has saved meanwhile', () => {
  it('says who, and shows both sides of each field that I changed', async () => {
    const { screen } = await aConflict()
    expect(screen.text()).toContain('林晓')
    expect(byRole('radio', '我改的，9500元/月').getAttribute('aria-checked')).toBe('true')
    expect(byRole('radio', '现在的，9900元/月').getAttribute('aria-checked')).toBe('false')
  })

  it('keeps everything that I typed unless I choose otherwise', async () => {
    const { onResolve } = await aConflict()
    await tap(byRole('button', '都用我改的，保存'))
    expect(onResolve).toHaveBeenCalledWith(['expectedSalary', 'wechat'])
  })

  it('gives way where I choose what is there now', async () => {
    const { onResolve } = await aConflict()
    await tap(byRole('radio', '现在的，9900元/月'))
    await tap(byRole('button', '用我改的1处，保存'))
    expect(onResolve).toHaveBeenCalledWith(['wechat'])
  })
})
