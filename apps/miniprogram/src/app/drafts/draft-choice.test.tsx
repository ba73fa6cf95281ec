import Taro from '@tarojs/taro'
import { act, useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dropSession } from '@/app/session'
import { startOpenTabs } from '@/platform/open-tabs'
import { linkTabs } from '@/platform/tab-link'
import { getStored, setStored, storedKeys } from '@/platform/storage'
import { byRole, render, tap, until } from '../../../test/render'
import { DraftChoice } from './draft-choice'
import { defineDraft } from './drafts'
import { useDraftChoice } from './use-draft-choice'

interface Note {
  readonly name: string
  readonly area: string
}

const isNote = (stored: unknown): stored is Note => typeof stored === 'object' && stored !== null && 'name' in stored
const notes = defineDraft<Note>('customer', {
  read: (stored) => (isNote(stored) ? stored : undefined),
  isBlank: ({ name, area }) => name + area === '',
})
const KEY = 'draft/customer/guest'
const left = (tab: string, value: object, savedAt = 1) => setStored(`${KEY}~${tab}`, { savedAt, tab, value })
const openTabs = (...tabs: string[]) =>
  localStorage.setItem('open-tabs', JSON.stringify(Object.fromEntries(tabs.map((tab) => [tab, Date.now()]))))

/** A form of two fields, as far as the choice sees it. */
function Form({ typed }: { readonly typed?: Note }) {
  const [draft] = useState(() => notes.of())
  const [note, setNote] = useState<Note | undefined>(() => typed ?? draft.read())
  const choice = useDraftChoice(draft, {
    now: () => note,
    linesOf: ({ name, area }) => [
      { label: '称呼', text: name },
      { label: '区域', text: area },
    ],
    use: setNote,
  })
  return (
    <>
      <i>{note ? `填着${note.name}${note.area}` : '空的'}</i>
      <DraftChoice {...choice} />
    </>
  )
}

const filled = () => document.querySelector('i')?.textContent
const sheet = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

beforeEach(() => {
  dropSession()
  localStorage.clear()
})

describe('a form whose other draft was left by a closed tab', () => {
  it('shows both where they differ, goes on with the other one, and drops its own', async () => {
    left('first', { name: '陈女士', area: '滨江' }, 1)
    left('second', { name: '罗先生', area: '滨江' }, 2)
    await render(<Form />)
    expect(filled()).toBe('填着罗先生滨江')
    expect(sheet()).toContain('这台手机上有两份没发出去的内容')
    expect(sheet()).toContain('罗先生')
    expect(sheet()).toContain('陈女士')
    expect(sheet()).not.toContain('滨江')
    await tap(byRole('button', '用另一份'))
    expect(filled()).toBe('填着陈女士滨江')
    expect(storedKeys(KEY)).toHaveLength(1)
    expect(notes.of().read()).toEqual({ name: '陈女士', area: '滨江' })
  })

  it('goes on with its own, and drops the other one', async () => {
    left('first', { name: '陈女士', area: '' }, 1)
    left('second', { name: '罗先生', area: '' }, 2)
    await render(<Form />)
    await tap(byRole('button', '用这份'))
    expect(filled()).toBe('填着罗先生')
    expect([notes.of().read()?.name, notes.of().leftByOthers()]).toEqual(['罗先生', []])
  })

  it('keeps both where the sheet is closed, does not ask twice, and asks when the form opens again', async () => {
    left('first', { name: '陈女士', area: '' }, 1)
    left('second', { name: '罗先生', area: '' }, 2)
    const page = await render(<Form />)
    await tap(byRole('button', '关上'))
    expect(storedKeys(KEY)).toHaveLength(2)
    await page.leave()
    await render(<Form />)
    expect(sheet()).toContain('陈女士')
  })

  it('asks of three one after the other', async () => {
    left('first', { name: '陈女士', area: '' }, 1)
    left('second', { name: '罗先生', area: '' }, 2)
    left('third', { name: '何女士', area: '' }, 3)
    await render(<Form />)
    expect(sheet()).toContain('罗先生')
    await tap(byRole('button', '用这份'))
    expect(sheet()).toContain('陈女士')
    await tap(byRole('button', '用另一份'))
    expect([filled(), storedKeys(KEY).length]).toEqual(['填着陈女士', 1])
  })

  it('asks nothing where both hold the same words', async () => {
    left('first', { name: '陈女士', area: '滨江' }, 1)
    left('second', { name: '陈女士', area: '滨江' }, 2)
    await render(<Form />)
    expect(sheet()).toBe('')
    expect(storedKeys(KEY)).toHaveLength(1)
  })

  it('fills no empty form by itself', async () => {
    openTabs('first')
    left('first', { name: '陈女士', area: '' })
    await render(<Form />)
    expect([filled(), sheet()]).toEqual(['空的', ''])
    openTabs()
    await render(<Form typed={{ name: '', area: '' }} />)
    expect(sheet()).toContain('这台手机上还有一份没发出去的内容')
    expect(sheet()).toContain('还没有填')
  })

  it('keeps the other one where the phone takes nothing more', async () => {
    left('first', { name: '陈女士', area: '' }, 1)
    left('second', { name: '罗先生', area: '' }, 2)
    await render(<Form />)
    const full = vi.spyOn(Taro, 'setStorageSync').mockImplementation(() => {
      throw new Error('full')
    })
    await tap(byRole('button', '用另一份'))
    full.mockRestore()
    expect(storedKeys(KEY)).toHaveLength(2)
  })
})

it('an open form asks once the other tab has closed, and not while that only reloads', async () => {
  startOpenTabs()
  openTabs('other')
  left('other', { name: '陈女士', area: '' })
  await render(<Form typed={{ name: '罗先生', area: '' }} />)
  const other = linkTabs('tabs', () => undefined)
  const says = (kind: string) => act(async () => other.post({ kind, id: 'other', self: 'x' }))
  await says('bye')
  await says('hello')
  openTabs('other')
  await new Promise((resolve) => setTimeout(resolve, 1800))
  expect(sheet()).toBe('')
  openTabs()
  await says('bye')
  await until(() => sheet().includes('陈女士'))
  expect(getStored(`${KEY}~other`)).toMatchObject({ value: { name: '陈女士' } })
  other.close()
})
